//! Adverts pasted into the planner, and their file while it is open.

use super::terminal::{Terminal, command, profile, record_text, restored};

const CISO: &str = "\
Head of Information Security (CISO)
Company: Nordhafen Logistik
Location: Hamburg, Germany

As our CISO you report directly to the CFO and quit nothing: q.
You own the information security management system and its certification.
We offer a salary of EUR 110,000 to 135,000 a year.
";

const AUDITOR: &str = "\
IT Audit Manager
Company: Koenig Pharma
Location: Basel, Switzerland

You plan IT audits and lead a team of three auditors who report to you.
CISA is required, and fluent English.
";

/// A planner of an IT auditor that shows the adverts.
fn market() -> Terminal {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("5").shows("none kept yet");
    terminal
}

/// Pastes as terminals do, which send a carriage return for a line feed.
fn paste(terminal: &mut Terminal, text: &str) {
    let text = text.replace('\n', "\r");
    terminal.keys(&format!("\u{1b}[200~{text}\u{1b}[201~"));
}

/// The files of the texts.
fn texts(home: &tempfile::TempDir) -> Vec<String> {
    let folder = profile(home).with_file_name("adverts");
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

fn kept(home: &tempfile::TempDir) -> String {
    command(home, &["advert", "list"])
}

/// Adds an advert with the command, as another terminal would.
fn add_outside(terminal: &Terminal, text: &str) {
    let file = terminal.home.path().join("outside.txt");
    std::fs::write(&file, text).unwrap();
    command(&terminal.home, &["advert", "add", file.to_str().unwrap()]);
}

#[test]
fn a_pasted_advert_is_listed_and_undone() {
    let mut terminal = market();
    let before = record_text(&terminal.home);
    paste(&mut terminal, CISO);
    terminal.shows("Head of Information Security");
    // The page beside the list has been read.
    terminal.shows("German");
    paste(&mut terminal, AUDITOR);
    terminal.shows("IT Audit Manager");
    terminal.keys("u");
    terminal.wait("one advert", |t| !t.contains("IT Audit Manager"));
    terminal.keys("u").shows("none kept yet");
    terminal
        .keys("\u{12}")
        .shows("Head of Information Security");
    let (bytes, home) = terminal.leave();
    restored(&bytes);
    assert!(kept(&home).contains("Nordhafen") && !kept(&home).contains("Koenig"));
    assert_eq!(
        record_text(&home),
        before,
        "the record has an undo of its own"
    );
}

#[test]
fn what_a_pasted_advert_holds_is_text_and_no_command() {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}[31m\u{9b}31m\u{1b}[?1049l\u{1b}c";
    let page = format!(
        "<html><h1>Chief{evil} Security Officer</h1><script>document.title='owned'</script>\
         <img src=x onerror='owned()'><p>You own {evil}the security programme of the whole group, and lead a team \
         of four who report to you every week.</p><style>p {{ color: owned }}</style></html>"
    );
    let mut terminal = market();
    for text in [page, CISO.replace("CISO", &format!("CISO {evil}"))] {
        paste(&mut terminal, &text);
        // It was read.
        terminal.shows("MANDATE");
        let (first, second) = (
            "security programme of the whole",
            "information security management",
        );
        terminal
            .keys("v")
            .wait("the text", |t| t.contains(first) || t.contains(second));
        terminal.keys("v").shows("MANDATE");
        let (kept_texts, listed) = (texts(&terminal.home), kept(&terminal.home));
        for said in kept_texts.iter().chain([&listed]) {
            let is_safe = !said.chars().any(|c| c.is_control() && c != '\n');
            assert!(is_safe && !said.contains("owned"), "{said:?}");
        }
        terminal.keys("u").shows("none kept yet");
    }
    let (bytes, _) = terminal.leave();
    restored(&bytes);
    for sent in ["owned", "\u{1b}[31m", "\u{1b}c"] {
        assert!(!bytes.contains(sent), "{sent:?}");
    }
    assert_eq!(bytes.matches("\u{1b}[?1049l").count(), 1);
}

#[test]
fn an_advert_that_a_command_adds_is_shown_and_outlives_a_paste() {
    let mut terminal = market();
    add_outside(&terminal, AUDITOR);
    terminal.shows("IT Audit Manager");
    paste(&mut terminal, CISO);
    terminal.shows("Head of Information Security");
    // Pasted at once, before the planner had a look at the file.
    add_outside(
        &terminal,
        &AUDITOR
            .replace("Koenig Pharma", "Dritte Bank")
            .replace("IT Audit Manager", "Head of Audit"),
    );
    paste(
        &mut terminal,
        &CISO
            .replace("Nordhafen Logistik", "Vierte AG")
            .replace("Head of", "Director of"),
    );
    terminal.shows("Director of Information Security");
    for title in ["IT Audit Manager", "Head of Audit", "Head of Information"] {
        terminal.shows(title);
    }
    let (_, home) = terminal.leave();
    for organisation in ["Nordhafen", "Koenig", "Dritte", "Vierte"] {
        assert!(kept(&home).contains(organisation), "{}", kept(&home));
    }
}

#[test]
fn an_advert_file_damaged_outside_is_not_written_over() {
    let mut terminal = market();
    paste(&mut terminal, CISO);
    terminal.shows("Head of Information Security");
    let file = profile(&terminal.home).with_file_name("adverts.json");
    std::fs::write(&file, "half of a fi").unwrap();
    terminal.shows("damaged");
    paste(&mut terminal, AUDITOR);
    terminal.shows("Not saved");
    let (_, home) = terminal.leave();
    let file = profile(&home).with_file_name("adverts.json");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "half of a fi");
}
