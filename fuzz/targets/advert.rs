//! A file with adverts: it is refused with a sentence, or each of its adverts can be drawn, and read against the catalogue.
#![no_main]

use std::sync::LazyLock;

use cisopath::adverts::{AdvertText, Reader};
use cisopath::catalog::Catalog;
use cisopath::import::web_page::read;
use cisopath::posting::{Posting, Span};
use libfuzzer_sys::fuzz_target;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&CATALOG).unwrap());

fn is_safe(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n')
}

fn read_against_catalogue(posting: &Posting) {
    let advert = AdvertText {
        text: &posting.text,
        title: Some(&*posting.title).filter(|title| !title.is_empty()),
        route: &[],
    };
    let reading = READER.read(&CATALOG, &advert);
    let length = posting.text.chars().count();
    let spans: [Vec<&Span>; 8] = [
        reading.post.span.iter().collect(),
        reading.conditions.iter().flat_map(|each| &each.spans).collect(),
        reading.skills.iter().flat_map(|each| &each.spans).collect(),
        reading.absent.iter().flat_map(|each| &each.spans).collect(),
        reading.checklist.iter().flat_map(|each| &each.spans).collect(),
        reading.questions.iter().flat_map(|each| &each.spans).collect(),
        reading.responsibility.duties.iter().map(|(_, span)| span).collect(),
        reading.pay.iter().chain(&posting.pay).filter_map(|pay| pay.span.as_ref()).collect(),
    ];
    for span in spans.iter().flatten() {
        assert!(span.start < span.end && span.end <= length, "{span:?} of {length}");
    }
}

fuzz_target!(|bytes: &[u8]| match read(bytes) {
    Ok(postings) => {
        assert!(!postings.is_empty());
        for posting in postings {
            let lines = [&posting.title, &posting.organisation, &posting.address];
            assert!(lines.iter().all(|line| is_safe(line) && !line.contains('\n')));
            assert!(is_safe(&posting.text));
            read_against_catalogue(&posting);
        }
    }
    Err(refusal) => assert!(!refusal.why.is_empty()),
});
