//! A question that is answered by one line: the path of an advert, a country, pay, a note about a term.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::adverts::noted_pay;
use crate::geography::Country;
use crate::market::AdvertId;
use crate::profile::change;
use crate::text::{fold, name_key, truncate};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::{AdvertSource, MarketChange};
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::pane::{above_gap, window};
use crate::ui::widget::text_field::TextField;
use crate::wording::market as wording;

/// Width and height of the overlay, frame included.
const SIZE: (u16, u16) = (76, 11);

/// How many countries are named for what was typed.
const NAMED: usize = 6;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Question {
    AddAdvert,
    Country(AdvertId),
    /// What the person was told of its pay.
    Pay(AdvertId),
    /// What was done with a term that ESCO lacks.
    TermNote(String),
}

/// The overlay.
#[derive(Debug)]
pub struct Prompt {
    question: Question,
    title: String,
    field: TextField,
}

impl Prompt {
    /// Asks for the path of a saved page; an advert can be pasted instead.
    pub fn add_advert() -> Self {
        Self::new(Question::AddAdvert, "Add an advert".to_owned(), "")
    }

    /// Asks for the country of an advert.
    pub fn country(model: &Model, id: AdvertId) -> Self {
        let advert = model.market.advert(id);
        let country = advert.and_then(crate::market::Advert::country);
        let name = country.map_or("", Country::name);
        Self::new(
            Question::Country(id),
            format!("In which country is {}?", named(model, id)),
            name,
        )
    }

    /// Asks what pay the person was told.
    pub fn pay_note(model: &Model, id: AdvertId) -> Self {
        let title = format!("What pay were you told for {}?", named(model, id));
        Self::new(Question::Pay(id), title, "")
    }

    /// Asks what was done with a term that ESCO lacks.
    pub fn term_note(model: &Model, name: String) -> Self {
        let term = model.profile().terms.get(&name_key(&name));
        let note = term.map_or("", |term| &term.note).to_owned();
        let title = format!("What did you do with {name}?");
        Self::new(Question::TermNote(name), title, &note)
    }

    fn new(question: Question, title: String, text: &str) -> Self {
        let mut field = TextField::with(text);
        if question != Question::AddAdvert {
            field.select_all();
        }
        Self {
            question,
            title,
            field,
        }
    }

    /// Whether pasted text is an advert, rather than a path.
    pub fn takes_paste(&self, text: &str) -> bool {
        self.question == Question::AddAdvert && text.trim().contains('\n')
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Type(typed) => {
                self.field.apply(typed);
            }
            Action::Paste(text) => {
                let source = AdvertSource::Pasted(text.clone());
                return Outcome::close_with(Action::AddAdverts(source));
            }
            Action::Do(Command::Back) => return Outcome::close(),
            Action::Do(Command::Open | Command::Save) => return self.answer(model),
            Action::Do(command) if command.is_global() => return Outcome::ignored(),
            _ => {}
        }
        Outcome::done()
    }

    fn answer(&self, model: &mut Model) -> Outcome {
        let text = self.field.text().trim();
        match &self.question {
            Question::AddAdvert if text.is_empty() => Outcome::close(),
            Question::AddAdvert => {
                let source = AdvertSource::File(path(text));
                Outcome::close_with(Action::AddAdverts(source))
            }
            Question::Country(id) => match countries(text).first() {
                Some(country) => {
                    let (id, country) = (*id, *country);
                    let change = MarketChange::SetCountry { id, country };
                    Outcome::close_with(Action::ChangeMarket(change))
                }
                None => Outcome::done(),
            },
            Question::Pay(id) if noted_pay(text).is_some() => {
                let (id, line) = (*id, text.to_owned());
                let change = MarketChange::NotePay { id, line };
                Outcome::close_with(Action::ChangeMarket(change))
            }
            Question::Pay(_) => Outcome::done(),
            Question::TermNote(name) => {
                model.change(|record, _, now| change::work_with(record, name, Some(text), now));
                Outcome::close()
            }
        }
    }

    fn explanation(&self) -> String {
        match &self.question {
            Question::AddAdvert => {
                "Paste the text of the advert here, or type the path of a saved page (HTML, MHTML, \
                                    JSON-LD or text). The file is read once and not kept."
                    .to_owned()
            }
            Question::TermNote(_) => "It is kept in your record under its own name.".to_owned(),
            Question::Pay(_) => {
                let text = self.field.text().trim();
                match noted_pay(text) {
                    Some((pay, terms, note)) => wording::told(&pay, terms, note),
                    None if text.is_empty() => {
                        "An amount or a range with its currency and period; behind a semicolon \
                         what it was. It is compared as your note."
                            .to_owned()
                    }
                    None => "No amount with a currency is in this.".to_owned(),
                }
            }
            Question::Country(_) => {
                let text = self.field.text().trim();
                let found = countries(text);
                match found.as_slice() {
                    _ if text.is_empty() => {
                        "A name or a code, such as Switzerland or CH.".to_owned()
                    }
                    [] => format!("No country is called \"{text}\"."),
                    [only] => format!("{} ({})", only.name(), only.code()),
                    [first, rest @ ..] => {
                        let rest: Vec<&str> = rest.iter().map(|country| country.name()).collect();
                        format!(
                            "{} ({}); also {}",
                            first.name(),
                            first.code(),
                            rest.join(", ")
                        )
                    }
                }
            }
        }
    }

    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let word = match self.question {
            Question::AddAdvert => "add",
            _ => "save",
        };
        let keys = [(Command::Open, word), (Command::Back, "close")];
        let keys = Hints::new(KeyContext::Prompt, true, &keys);
        let (body, mut hits) = window(ctx, &self.title, "", SIZE, keys, area, buf);
        let body = above_gap(body);
        hits.pane(Pane::Overlay, body);
        let parts = [Constraint::Length(2), Constraint::Min(0)];
        let [line, rest] = Layout::vertical(parts).areas(body);
        let hint = match self.question {
            Question::AddAdvert => "~/Downloads/advert.html",
            Question::Country(_) => "a country",
            Question::Pay(_) => "EUR 110,000–125,000 a year; first offer",
            Question::TermNote(_) => "one line, such as: led the readiness review of 2025",
        };
        let line = Rect { height: 1, ..line };
        let label = if theme.signs.ascii { ">" } else { "›" };
        hits.cursor = Some(field(label, &self.field, hint, "", theme, line, buf));
        paragraph(&self.explanation(), theme.dim, rest, buf);
        hits
    }
}

/// The columns of the title of an advert in a question.
const TITLE: usize = 32;

/// What a question calls an advert: its title.
fn named(model: &Model, id: AdvertId) -> String {
    let advert = model.market.advert(id);
    advert.map_or_else(
        || "it".to_owned(),
        |advert| format!("\"{}\"", truncate(&advert.title, TITLE)),
    )
}

/// A path as it was typed or dropped onto the terminal: with `~`, quotes, or blanks behind backslashes.
fn path(text: &str) -> PathBuf {
    let quoted = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    let text = match quoted('\'').or_else(|| quoted('"')) {
        Some(inner) => inner.to_owned(),
        None => text.replace("\\ ", " "),
    };
    match (text.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(text),
    }
}

/// The countries that a text means: the one that is called so, else those whose names have it.
fn countries(text: &str) -> Vec<Country> {
    if text.is_empty() {
        return Vec::new();
    }
    let code = text.to_uppercase();
    let named = Country::parse(text).or_else(|| Country::from_code(&code));
    if let Some(named) = named {
        return vec![named];
    }
    let words = fold(text);
    let begins = |country: &Country| !fold(country.name()).starts_with(&words);
    let mut found: Vec<Country> = Country::all()
        .filter(|country| fold(country.name()).contains(&words))
        .collect();
    found.sort_by_key(begins);
    found.truncate(NAMED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::{model, sizes, text};

    #[test]
    fn a_country_is_known_by_part_of_its_name() {
        let names =
            |text| -> Vec<&str> { countries(text).into_iter().map(Country::name).collect() };
        assert_eq!(names("switz"), ["Switzerland"]);
        assert_eq!(names("ch"), ["Switzerland"]);
        assert_eq!(names("deutschland"), ["Germany"]);
        assert_eq!(names("qqq"), Vec::<&str>::new());
    }

    #[test]
    fn a_path_is_taken_as_a_terminal_gives_it() {
        assert_eq!(path("/tmp/a\\ b.html"), PathBuf::from("/tmp/a b.html"));
        assert_eq!(path("'/tmp/a b.html'"), PathBuf::from("/tmp/a b.html"));
    }

    #[test]
    fn lines_that_are_pasted_are_an_advert_and_one_line_is_a_path() {
        let mut model = model();
        let mut prompt = Prompt::add_advert();
        assert!(prompt.takes_paste("CISO\nYou lead.") && !prompt.takes_paste("/tmp/a.html\n"));
        let outcome = prompt.update(&Action::Paste("CISO\nYou lead.".to_owned()), &mut model);
        assert!(outcome.close && matches!(outcome.follow_ups[0], Action::AddAdverts(_)));
        let (shown, _) = text(|s, a, b| prompt.view(s, a, b), &model, 80, 24);
        assert!(shown.contains("Paste the text of the advert"), "{shown}");
        sizes(|s, a, b| prompt.view(s, a, b), &model);
    }
}
