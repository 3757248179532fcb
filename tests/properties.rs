//! Random input at random sizes: no panic, and the record stays readable.

use cisopath::profile::history::Record;
use cisopath::ui::input::edit_command::EditCommand;
use cisopath::ui::model::action::Action;
use cisopath::ui::model::effect::Effect;
use proptest::prelude::*;

use crate::support::planner::{Planner, now, record};

/// An input of the planner.
#[derive(Clone, Debug)]
enum Input {
    Key(&'static str),
    Text(String),
    Click(u16, u16),
    Wheel(u16, u16, bool),
    Resize(u16, u16),
    Paste(String),
}

const KEYS: &[&str] = &[
    "<Up>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>", "<PgUp>", "<PgDn>", "<Enter>",
    "<Esc>", "<Tab>", "<S-Tab>", "1", "2", "3", "4", "/", "f", "<Space>", "d", "x", "e", "r", "c",
    "g", "a", "u", "<C-r>", ":", "?", "m", "t", "<BS>", "<Del>", "<C-s>", "<C-u>", "<C-w>", "G",
    "j", "k", "h", "l", "y", "n", "w",
];

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        12 => proptest::sample::select(KEYS).prop_map(Input::Key),
        2 => "[a-z ]{1,8}".prop_map(Input::Text),
        1 => "\\PC{0,6}".prop_map(Input::Paste),
        2 => (0u16..300, 0u16..100).prop_map(|(x, y)| Input::Click(x, y)),
        1 => (0u16..300, 0u16..100, any::<bool>()).prop_map(|(x, y, d)| Input::Wheel(x, y, d)),
        1 => (1u16..=300, 1u16..=100).prop_map(|(w, h)| Input::Resize(w, h)),
    ]
}

/// An input that does not end a what-if.
fn trial_input() -> impl Strategy<Value = Input> {
    // "t" is among them, since the theme is saved with the record at once.
    let ends = ["y", "n", "w", "t"];
    let keys: Vec<&str> = KEYS.iter().copied().filter(|k| !ends.contains(k)).collect();
    prop_oneof![
        12 => proptest::sample::select(keys).prop_map(Input::Key),
        1 => "[abc]{1,8}".prop_map(Input::Text),
        1 => (1u16..=200, 1u16..=80).prop_map(|(w, h)| Input::Resize(w, h)),
    ]
}

fn run(planner: &mut Planner, inputs: &[Input]) {
    for input in inputs {
        match input {
            Input::Key(key) => {
                planner.keys(key);
            }
            Input::Text(text) => {
                planner.keys(&text.replace('<', ""));
            }
            Input::Click(x, y) => {
                planner.app.click(*x, *y);
            }
            Input::Wheel(x, y, down) => {
                planner.app.wheel(*x, *y, *down);
            }
            Input::Resize(w, h) => planner.resize(*w, *h),
            Input::Paste(text) => {
                planner.app.paste(text);
            }
        }
        planner.draw();
    }
}

/// The number of inputs in a case; `CISOPATH_INPUTS` asks for more.
fn max_inputs() -> usize {
    std::env::var("CISOPATH_INPUTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_makes_the_planner_panic(
        begun in any::<bool>(),
        size in (1u16..=300, 1u16..=100),
        inputs in proptest::collection::vec(any_input(), 0..max_inputs()),
    ) {
        let start = if begun { record("2511.18", &["2522.1.1"]) } else { Record::new(now()) };
        let mut planner = Planner::new(start, size);
        run(&mut planner, &inputs);
        // What was done survives being written and read.
        let text = planner.app.model.record().to_json().unwrap();
        let read = Record::from_json(&text).unwrap();
        prop_assert_eq!(&read, planner.app.model.record());
    }

    /// Fast typing arrives in one piece. The guide is left out: beside an empty list it shows the section that an earlier
    /// letter found.
    #[test]
    fn what_is_typed_in_one_piece_is_what_is_typed_key_by_key(
        place in proptest::sample::select(&["2/", "3/", "3f/", ":", "?", "g<Enter>", "e", "e<Tab>", "e<Tab><Tab>"][..]),
        pieces in proptest::collection::vec("[a-z ]{1,6}", 1..4),
        backspaces in 0usize..9,
    ) {
        let [mut whole, mut keys] = [(); 2].map(|()| Planner::new(record("2511.18", &[]), (100, 40)));
        let back = vec![EditCommand::Backspace; backspaces];
        let edits = pieces.iter().flat_map(|p| [vec![EditCommand::Text(p.clone())], back.clone()].concat());
        whole.keys(place).app.update(Action::Type(EditCommand::Several(edits.collect())));
        let typed: String = pieces.iter().map(|p| p.clone() + &"<BS>".repeat(backspaces)).collect();
        keys.keys(place).keys(&typed);
        prop_assert_eq!(whole.text(), keys.text());
    }

    #[test]
    fn nothing_of_a_what_if_is_so_before_it_is_kept(
        size in (80u16..=160, 24u16..=60),
        before in proptest::collection::vec(trial_input(), 0..10),
        inputs in proptest::collection::vec(trial_input(), 0..30),
        undone in 0usize..3,
    ) {
        let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), size);
        run(&mut planner, &before);
        // A what-if begins on a screen: a form that is still open may be typed empty.
        planner.keys("<Esc><Esc><Esc><Esc>");
        planner.keys(&"u".repeat(undone));
        planner.app.model.begin_trial();
        planner.effects.clear();
        let record = planner.app.model.record().clone();
        let states = planner.app.model.states().clone();
        let plan = planner.app.model.plan().cloned();
        let drafts = planner.app.model.drafts().count();
        for input in inputs {
            run(&mut planner, std::slice::from_ref(&input));
            // Help and palette run commands too: what ended on the way is no trial any more.
            prop_assume!(planner.app.model.is_trial());
            prop_assert_eq!(planner.app.model.record(), &record);
        }
        prop_assert!(!planner.effects.contains(&Effect::Save));
        planner.app.model.drop_trial();
        prop_assert_eq!(planner.app.model.record(), &record);
        prop_assert_eq!(planner.app.model.states(), &states);
        prop_assert_eq!(planner.app.model.plan(), plan.as_ref());
        prop_assert!(planner.app.model.drafts().count() >= drafts);
    }

    #[test]
    fn what_is_kept_is_so_and_undo_takes_it_back(
        inputs in proptest::collection::vec(trial_input(), 1..30),
    ) {
        let mut planner = Planner::new(record("2511.18", &[]), (120, 36));
        let before = planner.app.model.record().clone();
        let states = planner.app.model.states().clone();
        planner.app.model.begin_trial();
        run(&mut planner, &inputs);
        prop_assume!(planner.app.model.is_trial());
        let tried = planner.app.model.profile().clone();
        planner.app.model.keep_trial();
        prop_assert_eq!(planner.app.model.profile(), &tried);
        if tried == before.profile {
            prop_assert_eq!(planner.app.model.record(), &before);
        } else {
            prop_assert_eq!(planner.app.model.record().journal().count(), before.journal().count() + 1);
            planner.app.model.undo();
            prop_assert_eq!(planner.app.model.profile(), &before.profile);
            prop_assert_eq!(planner.app.model.states(), &states);
        }
    }
}
