//! A link of the guide: where it leads, and how that stands for the person.

use ratatui::text::{Line, Span};

use crate::catalog::Catalog;
use crate::catalog::guide::{Link, LinkTarget};
use crate::ui::model::action::{Action, Tab};
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::occupation_line::OccupationStatus;
use crate::ui::widget::skill_line;

/// What following a link does; none when the loaded catalogue lacks what it leads to.
pub(super) fn action(link: &Link, catalog: &Catalog) -> Option<Action> {
    Some(match link.to {
        LinkTarget::Skill => Action::ShowSkill(catalog.skill_by_uri(&link.id)?),
        LinkTarget::Occupation => Action::ShowOccupation(catalog.occupation_by_uri(&link.id)?),
        LinkTarget::Track => Action::ShowTrack(catalog.tracks.track(&link.id)?.id.clone()),
        LinkTarget::Milestone => Action::ShowMilestone(catalog.milestone(&link.id)?.id.clone()),
        LinkTarget::Section => Action::ShowSection((&*link.id).into()),
        LinkTarget::Screen => {
            let tab = Tab::ALL
                .into_iter()
                .find(|t| t.title().eq_ignore_ascii_case(&link.id))?;
            Action::Do(tab.command())
        }
    })
}

/// The two ends of a link's row: a sign with the label, and a remark.
pub(super) fn parts(
    link: &Link,
    words: &QueryWords,
    ctx: ViewContext<'_>,
) -> (Line<'static>, Line<'static>) {
    let theme = ctx.theme;
    let model = ctx.model;
    let signs = theme.signs;
    let plain = |sign: &'static str, remark: &str| (sign, theme.text, remark.to_owned());
    let (sign, style, remark) = match action(link, &model.catalog) {
        None => (signs.missing, theme.dim, "not in this catalogue".to_owned()),
        Some(Action::ShowSkill(skill)) => {
            let states = model.states();
            let state = states.get(skill);
            let sign = theme.sign(state, states.is_denied(skill));
            let reason = skill_line::reason(model, skill);
            let dot = if reason.is_empty() { "" } else { " · " };
            (sign, theme.state(state), format!("skill{dot}{reason}"))
        }
        Some(Action::ShowOccupation(ix)) => {
            let status = OccupationStatus::of(model, ix);
            let word = match status {
                OccupationStatus::Present => "where you are",
                OccupationStatus::Held => "where you have been",
                OccupationStatus::Goal => "your goal",
                OccupationStatus::Step(_) | OccupationStatus::Other => "",
            };
            if word.is_empty() {
                plain(signs.station, "role")
            } else {
                let (sign, style) = status.sign(theme);
                (sign, style, format!("role · {word}"))
            }
        }
        Some(Action::ShowTrack(id)) => {
            let mine = model.profile().track.as_ref() == Some(&id);
            plain(signs.arrow, if mine { "track · yours" } else { "track" })
        }
        Some(Action::ShowMilestone(id)) if model.profile().milestones.contains_key(&id) => {
            (signs.ticked, theme.held, "milestone · reached".to_owned())
        }
        Some(Action::ShowMilestone(_)) => plain(signs.unticked, "milestone"),
        Some(Action::ShowSection(_)) => plain(signs.arrow, "guide"),
        Some(_) => plain(signs.arrow, "screen"),
    };
    let remark = if theme.signs.ascii {
        remark.replace('·', theme.signs.dot)
    } else {
        remark
    };
    let mut left = vec![Span::styled(format!("{sign} "), style)];
    left.extend(words.highlight(&link.label, theme.text, theme));
    (Line::from(left), Line::styled(remark, theme.dim))
}
