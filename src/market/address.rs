//! Addresses of pages in the form in which they are compared.

/// The address without what does not choose the page: scheme, `www.`, fragment, parameters of campaigns, last slash.
pub(super) fn key(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let mut out = host.to_lowercase();
    out.push('/');
    out.push_str(path.trim_end_matches('/'));
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
            ("https://x.example/Jobs", "https://x.example/jobs", false),
            ("https://x.example", "https://x.example/", true),
        ] {
            assert_eq!(key(a) == key(b), equal, "{a} {b}");
        }
    }
}
