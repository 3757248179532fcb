//! Saved pages, texts and damaged files.

use std::fmt::Write as _;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::posting::{PayBasis, Remote};
use crate::text::sanitize;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/adverts/pages")
}

fn page(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// The words of a text, with one space between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_advert(file: &str, posting: &Posting, expected: &Value) {
    let text = |name: &str| expected[name].as_str().unwrap_or_default().to_owned();
    let day = |date: Option<jiff::civil::Date>| date.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(posting.title, text("title"), "{file}");
    assert_eq!(posting.address, text("address"), "{file}");
    assert_eq!(day(posting.posted), text("posted"), "{file}");
    assert_eq!(day(posting.until), text("valid_until"), "{file}");
    // Pages without structured data name these in their text only.
    let is_free = |file: &str| ["unstructured.html", "latin-1.html"].contains(&file);
    if !is_free(file) {
        assert_eq!(posting.organisation, text("organisation"), "{file}");
        let places = serde_json::to_value(&posting.places).unwrap();
        assert_eq!(places, expected["places"], "{file}");
        let kinds = Value::from(posting.employment_types.clone());
        assert_eq!(kinds, expected["employment_type"], "{file}");
    }
    let remote = serde_json::to_value(posting.remote).unwrap();
    assert_eq!(remote, expected["remote"], "{file}");
    let pays = expected["pay"].as_array().unwrap();
    assert_eq!(posting.pay.len(), pays.len(), "{file}: {:?}", posting.pay);
    for (found, pay) in posting.pay.iter().zip(pays) {
        assert_eq!(
            found.span.is_some(),
            found.basis == PayBasis::Text,
            "{file}"
        );
        let found = serde_json::to_value(found).unwrap();
        for field in ["min", "max"] {
            assert_eq!(found[field].as_f64(), pay[field].as_f64(), "{file}");
        }
        for field in ["currency", "unit", "basis"] {
            assert_eq!(found[field], pay[field], "{file}");
        }
    }
    let found = words(&posting.text);
    let begins = found.starts_with(&text("text_start"));
    assert!(
        begins || (is_free(file) && found.contains(&text("text_start"))),
        "{file}: {found}"
    );
    let listed = |name: &str| expected[name].as_array().cloned().unwrap_or_default();
    for part in listed("text_has") {
        assert!(
            found.contains(part.as_str().unwrap()),
            "{file} has not {part}: {found}"
        );
    }
    for part in listed("text_lacks") {
        assert!(
            !found.contains(part.as_str().unwrap()),
            "{file} has {part}: {found}"
        );
    }
    assert!(is_safe(&posting.text), "{file}");
}

#[test]
fn saved_pages_are_read() {
    let expected = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let pages = expected.as_array().unwrap();
    assert!(pages.len() >= 10);
    for expected in pages {
        let file = expected["file"].as_str().unwrap();
        let postings = read(&page(file)).unwrap();
        let adverts = expected["adverts"].as_array().unwrap();
        assert_eq!(postings.len(), adverts.len(), "{file}");
        for (posting, expected) in postings.iter().zip(adverts) {
            check_advert(file, posting, expected);
        }
    }
}

#[test]
fn texts_are_read() {
    let text = "# Deputy CISO\n\n**Company:** Sample Mutual\nLocation: Leeds, United Kingdom\n\nYou report to the CISO.\n\
                Two days on-site.\u{1b}[31m\n";
    let posting = read(text.as_bytes()).unwrap().remove(0);
    assert_eq!(posting.title, "Deputy CISO");
    assert_eq!(posting.organisation, "Sample Mutual");
    assert_eq!(
        posting.places,
        [crate::posting::Place::of("Leeds, United Kingdom")]
    );
    assert_eq!(posting.remote, Remote::Partly);
    assert!(
        posting.text.ends_with("Two days on-site."),
        "{}",
        posting.text
    );

    let posting = read(b"CISO\nExample Bank\nLeeds, United Kingdom (hybrid)\n\nYou own it.")
        .unwrap()
        .remove(0);
    assert_eq!(posting.title, "CISO");
    assert_eq!(posting.organisation, "Example Bank");
    assert_eq!(posting.places[0].text, "Leeds, United Kingdom");
    let text = "CISO\nOstfeld Versicherung AG\nLocation: Leipzig, Germany\nPosted: 2026-11-12\nClosing date: 15 January 2027\n";
    let posting = read(text.as_bytes()).unwrap().remove(0);
    assert_eq!(posting.organisation, "Ostfeld Versicherung AG");
    assert_eq!(posting.places[0].text, "Leipzig, Germany");
    let days = [posting.posted, posting.until].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["2026-11-12", "2027-01-15"]);
    for (place, town, remote) in [
        (
            "Munich (hybrid, three days in the office)",
            "Munich",
            Remote::Partly,
        ),
        ("München, bis 60 % mobil", "München", Remote::Partly),
        ("Vienna - hybrid up to 60 %", "Vienna", Remote::Partly),
        ("Hybrid - London", "London", Remote::Partly),
        ("Bern, 40% Homeoffice", "Bern", Remote::Partly),
        ("Mobile, Alabama", "Mobile, Alabama", Remote::Unknown),
    ] {
        let text = format!("CISO\nLocation: {place}\nYou own it.");
        let posting = read(text.as_bytes()).unwrap().remove(0);
        assert_eq!(posting.places[0].text, town, "{place}");
        assert_eq!(posting.remote, remote, "{place}");
    }
    for (line, remote) in [
        ("The role is fully remote.", Remote::Yes),
        ("There is no remote work.", Remote::No),
        ("Cloud and hybrid systems.", Remote::Unknown),
        ("Location: Remote (Germany)", Remote::Yes),
    ] {
        let posting = read(format!("CISO\n{line}").as_bytes()).unwrap().remove(0);
        assert_eq!(posting.remote, remote, "{line}");
    }
    // A text may begin with a bracket.
    assert_eq!(
        read(b"[CISO] at a bank").unwrap()[0].title,
        "[CISO] at a bank"
    );
}

#[test]
fn json_is_read_without_a_page() {
    let json = r#"{"@context": "https://schema.org", "@type": "JobPosting", "title": "CISO &amp; more",
        "jobLocation": {"address": {"addressLocality": "Bern", "addressCountry": "CHE"}}, "baseSalary": "90'000"}"#;
    let posting = read(json.as_bytes()).unwrap().remove(0);
    assert_eq!(posting.title, "CISO & more");
    assert_eq!(
        posting.places,
        [crate::posting::Place::stated("Bern", "Switzerland")]
    );
    assert_eq!(posting.text, "");
    assert_eq!(posting.pay[0].max, Some(90_000.0));
}

#[test]
fn an_address_is_that_of_one_advert() {
    let posting = |field: &str, address: &str, title: &str| {
        format!(
            r#"{{"@type": "JobPosting", "{field}": "{address}", "title": "{title}", "description": "x"}}"#
        )
    };
    let addresses = |items: &[String]| -> Vec<String> {
        let postings = read(format!("[{}]", items.join(",")).as_bytes()).unwrap();
        postings
            .into_iter()
            .map(|posting| posting.address)
            .collect()
    };
    for (field, a, b, expected) in [
        // Adverts of one list.
        (
            "@id",
            "https://x.example/jobs#1",
            "https://x.example/jobs#2",
            ["", ""],
        ),
        (
            "url",
            "https://x.example/jobs#1",
            "https://x.example/jobs#2",
            ["", ""],
        ),
        (
            "url",
            "https://x.example/jobs",
            "https://x.example/jobs",
            ["", ""],
        ),
        // Pages that are chosen by the fragment.
        (
            "url",
            "https://x.example/#/job/1",
            "https://x.example/#/job/2",
            ["https://x.example/#/job/1", "https://x.example/#/job/2"],
        ),
    ] {
        let items = [posting(field, a, "CISO"), posting(field, b, "Deputy CISO")];
        assert_eq!(addresses(&items), expected, "{field} {a} {b}");
    }
    let only = posting("@id", "https://x.example/jobs#1", "CISO");
    assert_eq!(
        addresses(std::slice::from_ref(&only)),
        ["https://x.example/jobs"]
    );
    // One advert that stands there twice.
    assert_eq!(
        addresses(&[only.clone(), only]),
        ["https://x.example/jobs"; 2]
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    let nested = "<div>".repeat(600);
    let bomb = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n{}",
        "\n--x".repeat(200_000)
    );
    let many = r#"{"@type": "JobPosting", "title": "CISO", "description": "x"},"#.repeat(MOST + 1);
    let many = format!("[{many}]");
    let long = format!("CISO\n{}", "x".repeat(LONGEST));
    let cases: [(&[u8], &str); 15] = [
        (b"%PDF-1.7\n...", "pdftotext FILE - | cisopath advert add -"),
        (
            b"PK\x03\x04 word/document.xml",
            "pandoc -f docx -t plain FILE",
        ),
        (b"PK\x03\x04 other", "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word document"),
        (b"{\\rtf1 x}", "pandoc -f rtf"),
        (b"\x1f\x8b\x08\x00", "packed archive"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", "it is not text"),
        (b"", "it is empty"),
        (b" \n\t", "it is empty"),
        (
            b"{\"@type\": \"JobPosting\", \"title\": ",
            "its JSON is damaged",
        ),
        (b"{\"@type\": \"Person\"}", "without a JobPosting"),
        (nested.as_bytes(), "nested deeper than 512"),
        (bomb.as_bytes(), "too many parts"),
        (many.as_bytes(), "it holds 101 adverts"),
        (long.as_bytes(), "\"CISO\" has 200,005 characters"),
    ];
    for (bytes, said) in cases {
        let refusal = read(bytes).unwrap_err();
        assert!(refusal.why.contains(said), "{said}: {refusal:?}");
        assert!(!refusal.why.ends_with('.'), "{refusal:?}");
    }
    let pdf = read(b"%PDF-1.7").unwrap_err();
    let said = pdf.for_file(Path::new("an advert.pdf"));
    assert!(said.contains("pdftotext 'an advert.pdf' -"), "{said}");
    let damaged = read(b"{\"@type\": \"JobPosting\",\n\"title\" 3}").unwrap_err();
    assert_eq!(damaged.at.as_deref(), Some("line 2, column 9"));
    let large = vec![b'a'; MAX_SIZE as usize + 1];
    assert!(read(&large).unwrap_err().why.contains("larger than 32 MB"));
}

/// Text that is safe to draw: a terminal acts on none of it.
fn is_safe(text: &str) -> bool {
    text.split('\n').all(|line| sanitize(line) == line)
}

/// Checks what was made of any file.
#[track_caller]
fn check_any(bytes: &[u8]) {
    match read(bytes) {
        Ok(postings) => {
            assert!(!postings.is_empty() && postings.len() <= MOST);
            for posting in postings {
                let length = posting.text.chars().count();
                assert!(length <= LONGEST);
                assert!(!posting.title.is_empty() || length > 0);
                assert!(is_safe(&posting.text), "{:?}", posting.text);
                let lines = [&posting.title, &posting.organisation, &posting.address];
                let lines = lines.into_iter().chain(&posting.employment_types);
                let lines = lines.chain(posting.places.iter().map(|place| &place.text));
                for line in lines.chain(posting.pay.iter().map(|pay| &pay.currency)) {
                    assert!(is_safe(line) && !line.contains('\n'), "{line:?}");
                }
                for span in posting.pay.iter().filter_map(|pay| pay.span) {
                    assert!(span.start < span.end && span.end <= length, "{span:?}");
                }
            }
        }
        Err(refusal) => {
            let why = &refusal.why;
            assert!(!why.is_empty() && !why.ends_with('.') && is_safe(why) && !why.contains('\n'));
        }
    }
}

/// A message whose parts are nested, each in the one before.
fn nested_parts(count: usize, leaf: &str) -> String {
    let mut out = "MIME-Version: 1.0\n".to_owned();
    for level in 0..count {
        write!(
            out,
            "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"
        )
        .unwrap();
    }
    out + "Content-Type: text/html\n\n" + leaf
}

#[test]
fn parts_may_be_nested_but_not_without_end() {
    let leaf = "<html><h1>CISO</h1><p>You own the security programme.";
    let posting = read(nested_parts(20, leaf).as_bytes()).unwrap().remove(0);
    assert_eq!(posting.title, "CISO");
    for count in [500, 20_000] {
        let refusal = read(nested_parts(count, leaf).as_bytes()).unwrap_err();
        assert_eq!(refusal.why, "it is a damaged MIME message");
    }
    let many = "--b0\nContent-Type: text/html\n\n<p>x\n".repeat(20_000);
    check_any(nested_parts(1, &many).as_bytes());
}

#[test]
fn escape_sequences_and_scripts_leave_no_trace() {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{8}";
    let html = format!(
        "<html><!-- saved from url=(0042)https://example.com/{evil} --><h1>CI{evil}SO</h1>\
         <script>document.write('<p>written')</script><p onclick='x()'>You own {evil}the security programme.<p>&#27;[31m&#x9b;1m"
    );
    let json = serde_json::json!({"@type": "JobPosting", "title": format!("CI{evil}SO"),
        "hiringOrganization": evil, "employmentType": evil, "jobLocation": evil, "salaryCurrency": evil, "baseSalary": "1",
        "url": format!("https://example.com/{evil}"), "description": format!("<p>You own {evil}the security programme")});
    let mail = format!(
        "MIME-Version: 1.0\nSubject: CI{evil}SO\nSnapshot-Content-Location: https://example.com/{evil}\n\
         Content-Type: text/html; charset=utf-8\n\n<p>You own {evil}the security programme and all that is in it."
    );
    let text = format!(
        "CI{evil}SO\nCompany: {evil}\nLink: https://example.com/{evil}\n\nYou own {evil}the security programme"
    );
    for file in [html, json.to_string(), mail, text] {
        check_any(file.as_bytes());
        let posting = read(file.as_bytes()).unwrap().remove(0);
        assert_eq!(posting.title, "CISO", "{posting:?}");
        assert!(posting.text.contains("You own the security"), "{posting:?}");
        assert!(!posting.text.contains("written") && !posting.text.contains("owned"));
        assert!(!posting.address.contains("owned"), "{posting:?}");
    }
}

/// The size of a damaged file in bytes.
const LARGEST: usize = 100_000;

/// A change that damages a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index),
    Byte(prop::sample::Index, u8),
    /// A part is repeated, which nests elements and parts.
    Repeat(prop::sample::Index, prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static [u8]),
    /// Written in another encoding than it says.
    Encode(&'static str),
    /// Every byte becomes two.
    Widen,
}

fn any_damage() -> impl Strategy<Value = Damage> {
    use prop::sample::Index;
    const PIECES: [&[u8]; 11] = [
        b"\0",
        b"\x1b[2J\x1b]0;x",
        b"\x01\x02\x03\x07\x08\x0e\x1a\x7f\xc2\x85\xc2\x9b\xe2\x80\xae",
        b"<div>",
        b"<!-->",
        b"<svg><title>",
        b"</script>",
        b"\"",
        b"--",
        b"\xff\xfe",
        b"&quot;&#27;",
    ];
    const ENCODINGS: [&str; 5] = [
        "windows-1252",
        "iso-2022-jp",
        "gb18030",
        "koi8-r",
        "shift_jis",
    ];
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        any::<(Index, u8)>().prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (any::<Index>(), any::<Index>(), 2usize..60)
            .prop_map(|(from, to, n)| Damage::Repeat(from, to, n)),
        (any::<Index>(), prop::sample::select(&PIECES[..]))
            .prop_map(|(at, piece)| Damage::Insert(at, piece)),
        prop::sample::select(&ENCODINGS[..]).prop_map(Damage::Encode),
        Just(Damage::Widen),
    ]
}

fn damage(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Byte(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Damage::Repeat(from, to, times) => {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            let part = bytes[from.min(to)..from.max(to)].repeat(*times);
            bytes.splice(from..from, part);
            bytes.truncate(LARGEST);
        }
        Damage::Insert(at, piece) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, piece.iter().copied());
        }
        Damage::Encode(label) => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let text = String::from_utf8_lossy(bytes).into_owned();
            *bytes = encoding.encode(&text).0.into_owned();
        }
        Damage::Widen => *bytes = bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
    }
}

/// Beginnings of the forms that are read.
const BEGINNINGS: [&[u8]; 7] = [
    b"",
    b"<html>",
    b"<!doctype html><svg><title>",
    b"<script type='application/ld+json'>{\"@type\":\"JobPosting\",\"title\":\"",
    b"{\"@type\":\"JobPosting\",\"title\":\"x\",\"description\":\"",
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n",
    b"\xff\xfe",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_file_is_read_or_refused(
        at in any::<prop::sample::Index>(),
        changes in vec(any_damage(), 1..5),
    ) {
        let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        let mut bytes = std::fs::read(at.get(&files)).unwrap();
        for change in &changes {
            damage(&mut bytes, change);
        }
        check_any(&bytes);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        beginning in prop::sample::select(&BEGINNINGS[..]),
        bytes in prop_oneof![vec(any::<u8>(), 0..400), any::<String>().prop_map(String::into_bytes)],
    ) {
        check_any(&[beginning, &bytes].concat());
    }
}
