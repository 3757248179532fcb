//! A link of the guide: where it leads, and how that stands for the person.

use ratatui::text::{Line, Span};

use crate::catalog::Catalog;
use crate::catalog::guide::{Link, LinkTarget};
use crate::planning::current_role::current_role;
use crate::ui::model::action::{Action, Tab};
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::skill_line;

/// What following a link does; none when the loaded catalogue lacks what it leads to.
pub(super) fn action(link: &Link, catalog: &Catalog) -> Option<Action> {
    Some(match link.to {
        LinkTarget::Skill => Action::ShowSkill(catalog.skill_by_uri(&link.id)?),
        LinkTarget::Occupation => Action::ShowOccupation(catalog.occupation_by_uri(&link.id)?),
        LinkTarget::Track => Action::ShowTrack(catalog.tracks.track(&link.id)?.id.clone()),
        LinkTarget::Milestone => Action::ShowMilestone(catalog.milestone(&link.id)?.id.clone()),
        LinkTarget::Section => Action::ShowSection(link.id.to_string()),
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
    let (sign, style, remark) = match action(link, &model.catalog) {
        None => (
            theme.signs.missing,
            theme.dim,
            "not in this catalogue".to_owned(),
        ),
        Some(Action::ShowSkill(skill)) => {
            let states = model.states();
            let state = states.get(skill);
            let sign = theme.sign(state, states.is_denied(skill));
            let reason = skill_line::reason(model, skill);
            let remark = if reason.is_empty() {
                "skill".to_owned()
            } else {
                format!("skill · {reason}")
            };
            (sign, theme.state(state), remark)
        }
        Some(Action::ShowOccupation(ix)) => {
            let roles = model.profile().roles(&model.catalog);
            let goal = model.profile().goal_in(&model.catalog);
            if current_role(&model.catalog, model.profile()) == Some(ix) {
                (
                    theme.signs.present,
                    theme.held,
                    "role · where you are".to_owned(),
                )
            } else if roles.contains(&ix) {
                (
                    theme.signs.passed,
                    theme.held,
                    "role · where you have been".to_owned(),
                )
            } else if goal == Some(ix) {
                (
                    theme.signs.goal,
                    theme.accent,
                    "role · your goal".to_owned(),
                )
            } else {
                (theme.signs.station, theme.text, "role".to_owned())
            }
        }
        Some(Action::ShowTrack(id)) => {
            let mine = model.profile().track.as_ref() == Some(&id);
            let remark = if mine { "track · yours" } else { "track" };
            (theme.signs.arrow, theme.text, remark.to_owned())
        }
        Some(Action::ShowMilestone(id)) => {
            if model.profile().milestones.contains_key(&id) {
                (
                    theme.signs.ticked,
                    theme.held,
                    "milestone · reached".to_owned(),
                )
            } else {
                (theme.signs.unticked, theme.text, "milestone".to_owned())
            }
        }
        Some(Action::ShowSection(_)) => (theme.signs.arrow, theme.text, "guide".to_owned()),
        Some(_) => (theme.signs.arrow, theme.text, "screen".to_owned()),
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
