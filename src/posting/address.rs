//! Addresses of pages.

/// The address without a fragment that names a part of the page. A fragment that begins with `/` or `!` stays: portals
/// choose the page by it.
pub(crate) fn page_of(address: &str) -> &str {
    match address.split_once('#') {
        Some((page, fragment)) if !fragment.starts_with(['/', '!']) => page,
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn a_fragment_is_a_part_of_the_page_or_chooses_it() {
        for (address, page) in [
            ("https://x.example/jobs#1", "https://x.example/jobs"),
            ("https://x.example/jobs#", "https://x.example/jobs"),
            ("https://x.example/#/job/1", "https://x.example/#/job/1"),
            ("https://x.example/#!job/1", "https://x.example/#!job/1"),
            ("https://x.example/jobs", "https://x.example/jobs"),
        ] {
            assert_eq!(page_of(address), page);
        }
    }
}
