//! Addresses of pages in the form in which they are compared.

use crate::posting::page_of;

/// The address without what does not choose the page: scheme, `www.`, a fragment that names a part of it, parameters of
/// campaigns, last slash. `None` for an address that names a site only, which is that of each of its adverts.
pub(super) fn key(address: &str) -> Option<String> {
    let address = page_of(address);
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (page, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let at = page.find(['/', '?']).unwrap_or(page.len());
    let (host, path) = page.split_at(at);
    let (path, fragment) = (cleaned(path), cleaned(fragment));
    let is_site = path.is_empty() && fragment.is_empty();
    (!is_site).then(|| format!("{}{path}#{fragment}", host.to_lowercase()))
}

/// A path and its query without parameters of campaigns and last slash.
fn cleaned(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut out = path.trim_end_matches(['/', '!']).to_owned();
    let is_campaign = |name: &str| {
        name.starts_with("utm_")
            || matches!(
                name,
                "gclid" | "fbclid" | "msclkid" | "ref" | "refId" | "trk" | "trackingId"
            )
    };
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !name.is_empty() && !is_campaign(name)
    });
    for (at, pair) in kept.enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(pair);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn addresses_of_one_page_are_equal() {
        for (a, b, equal) in [
            (
                "https://x.example/jobs/1",
                "http://www.X.example/jobs/1/#apply",
                true,
            ),
            (
                "https://x.example/j?id=1&utm_source=a",
                "https://x.example/j?id=1",
                true,
            ),
            (
                "https://x.example/j?id=1",
                "https://x.example/j?id=2",
                false,
            ),
            ("https://x.example/?id=1", "https://x.example?id=1", true),
            ("https://x.example/Jobs", "https://x.example/jobs", false),
            (
                "https://x.example/#/job/1",
                "https://x.example/#/job/2",
                false,
            ),
            (
                "https://x.example/#/job/1",
                "https://x.example#/job/1/?utm_source=a",
                true,
            ),
            (
                "https://x.example/#!job/1",
                "https://x.example/#!job/2",
                false,
            ),
        ] {
            assert_eq!(key(a) == key(b), equal, "{a} {b}");
            assert!(key(a).is_some(), "{a}");
        }
    }

    #[test]
    fn a_site_is_no_page() {
        for address in [
            "",
            "https://x.example",
            "https://www.x.example/",
            "https://x.example/?utm_source=a",
            "https://x.example/#apply",
            "https://x.example/#/",
            "https://x.example/#!",
        ] {
            assert_eq!(key(address), None, "{address}");
        }
    }
}
