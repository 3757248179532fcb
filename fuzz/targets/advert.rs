//! A file with adverts: it is refused with a sentence, or its adverts can be drawn.
#![no_main]

use cisopath::import::web_page::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| match read(bytes) {
    Ok(postings) => {
        assert!(!postings.is_empty());
        for posting in postings {
            let is_safe = |text: &str| !text.chars().any(|c| c.is_control() && c != '\n');
            assert!(is_safe(&posting.text) && is_safe(&posting.title) && is_safe(&posting.organisation));
        }
    }
    Err(refusal) => assert!(!refusal.why.is_empty()),
});
