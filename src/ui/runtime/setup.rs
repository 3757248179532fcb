//! Creates the event loop and the app from the options, the record and the environment.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::options::{Options, RunError};
use crate::catalog::Catalog;
use crate::market::MarketStore;
use crate::planning::hours::HoursTable;
use crate::profile::history::Record;
use crate::profile::store::StoreError;
use crate::ui::app::{App, MOUSE, THEME};
use crate::ui::input::keymap::Keymap;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::model::{Access, Model};
use crate::ui::overlay::recovery::Recovery;
use crate::ui::runtime::environment::Environment;
use crate::ui::runtime::event::Event;
use crate::ui::runtime::event_loop::EventLoop;
use crate::ui::runtime::terminal_input::Backlog;
use crate::wording::{self, errors};

/// The time to wait for the lock before the record is opened read-only.
const LOCK: Duration = Duration::from_millis(300);

/// The reason for read-only when another planner holds the lock.
pub(super) const IN_USE: &str = "another cisopath has this record open";

/// The hint where a file system has no locks.
const ELSEWHERE: &str = "; a copy on a local disk can be changed: --profile FILE names it";

/// The reason for read-only when the person asked for it.
const LOOKING: &str = "opened with --read-only";

/// The parts of the app that do not depend on the record.
pub(super) struct Parts {
    catalog: Arc<Catalog>,
    former: Option<Catalog>,
    theme: Theme,
    /// Whether an argument or the settings set the theme; otherwise the record or the environment does.
    theme_is_set: bool,
    /// Whether the environment asks for no colours.
    refuses_colours: bool,
    keymap: Keymap,
    problems: Vec<String>,
    mouse: bool,
    zone: jiff::tz::TimeZone,
    hours: HoursTable,
}

impl EventLoop {
    /// Takes the lock of the record, if possible, and resolves the options.
    pub(super) fn open(options: Options, answers: Sender<Event>) -> (Self, Parts) {
        let Options {
            catalog,
            former,
            store,
            settings,
            ascii,
            theme,
            keys,
            notices,
            read_only,
            clock,
            zone,
        } = options;
        let (keymap, mut problems) = Keymap::resolve(&keys);
        problems.extend(notices);
        let environment = Environment::read();
        let chosen = theme.or_else(|| ThemeName::from_word(&settings.theme));
        let ascii = ascii || settings.ascii.unwrap_or_else(|| environment.is_ascii());
        let theme = Theme::limited(
            chosen.unwrap_or_else(|| environment.theme()),
            ascii,
            environment.has_few_colours(),
        );
        let parts = Parts {
            catalog,
            former,
            theme,
            theme_is_set: chosen.is_some(),
            refuses_colours: environment.refuses_colours(),
            keymap,
            problems,
            mouse: settings.mouse,
            hours: settings.hours,
            zone,
        };
        // A command holds the lock for a moment only, another planner for long.
        let taken = (!read_only).then(|| store.lock(LOCK));
        let (lock, refused) = match taken {
            None => (None, Some(LOOKING.to_owned())),
            Some(Ok(lock)) => (Some(lock), None),
            Some(Err(StoreError::Locked { .. })) => (None, Some(IN_USE.to_owned())),
            Some(Err(error @ StoreError::NoLocks { .. })) => (
                None,
                Some(format!("{}{ELSEWHERE}", errors::in_a_line(&error))),
            ),
            Some(Err(error)) => (None, Some(errors::in_a_line(&error))),
        };
        let event_loop = Self {
            lock,
            refused,
            reported: None,
            terminated: false,
            worker: None,
            job_running: false,
            search_running: false,
            reading_running: false,
            readings: None,
            market: MarketStore::beside(store.path()),
            market_worker: None,
            store,
            answers,
            pending: VecDeque::new(),
            backlog: Backlog::default(),
            expects_resume: false,
            clock,
        };
        (event_loop, parts)
    }

    /// Reads the record and creates the app.
    pub(super) fn app(&mut self, parts: Parts) -> Result<App, RunError> {
        let now = (self.clock)();
        let (record, damage) = match self.store.read() {
            Ok(record) => (record.unwrap_or_else(|| Record::new(now)), None),
            Err(error @ StoreError::Damaged { .. }) => {
                (Record::new(now), Some(errors::in_a_line(&error)))
            }
            Err(error) => return Err(error.into()),
        };
        let access = if let Some(why) = &self.refused {
            Access::ReadOnly(why.clone())
        } else if damage.is_some() {
            Access::ReadOnly("the record is damaged".to_owned())
        } else {
            Access::Write
        };
        let mut model = Model::new(parts.catalog, record, now, access).with_hours(parts.hours);
        model.zone = parts.zone;
        model.market.set_path(self.market.path());
        let kept = &model.profile().settings;
        let mouse = parts.mouse && kept.get(MOUSE) != Some(&false.into());
        let mut theme = parts.theme;
        let is_set = parts.theme_is_set || parts.refuses_colours;
        let kept = kept.get(THEME).and_then(|word| word.as_str());
        if let Some(name) = kept.filter(|_| !is_set).and_then(ThemeName::from_word) {
            theme = theme.renamed(name);
        }
        let mut app = App::new(model, theme, parts.keymap, mouse);
        app.theme_is_set = is_set;
        if let Some(former) = parts.former {
            let sentence =
                wording::release::sentence(&former, &app.model.catalog, app.model.profile());
            app.notify(sentence);
        }
        for problem in parts.problems {
            app.notify(problem);
        }
        if let Some(damage) = damage {
            let backups = self.store.backups().unwrap_or_default();
            let damaged = Recovery::new(damage, backups.iter().find(|b| b.good));
            app.push(if self.refused.is_some() {
                damaged.without_choice()
            } else {
                damaged
            });
        }
        if let Some(why) = &self.refused {
            app.notify(format!("Read-only: {why}"));
        }
        Ok(app)
    }
}
