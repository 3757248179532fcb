//! A skill in a list: the sign of its state, its label, and at the right why it stands so or who asks for it.

use ratatui::text::{Line, Span};

use super::rows::highlight;
use crate::catalog::SkillIx;
use crate::profile::{SkillState, States};
use crate::text::plural;
use crate::ui::model::Model;
use crate::ui::model::view_context::ViewContext;
use crate::wording;

/// The two ends of a skill's row; `positions` are the char indices of its label that a search matched.
pub fn parts(
    ctx: ViewContext<'_>,
    skill: SkillIx,
    positions: Option<&[usize]>,
) -> (Line<'static>, Line<'static>) {
    let theme = ctx.theme;
    let states = ctx.model.states();
    let state = states.get(skill);
    let sign = theme.sign(state, states.is_denied(skill));
    let style = theme.state(state);
    let label_style = if state == SkillState::Missing {
        theme.text
    } else {
        style
    };
    let label = ctx.model.catalog.skill(skill).label();
    let selected = ctx.model.view.selection.contains(skill);
    let mark = if selected {
        Span::styled(theme.signs.selected, theme.accent)
    } else {
        Span::styled(" ", style)
    };
    let mut spans = vec![Span::styled(sign, style), mark];
    spans.extend(highlight(
        label,
        positions.unwrap_or_default(),
        label_style,
        theme,
    ));
    (
        Line::from(spans),
        Line::styled(reason(ctx.model, skill), theme.dim),
    )
}

/// Why a skill stands as it does, in a few words: "from IT auditor", "learning since 3 Oct", "required by 9 roles".
pub fn reason(model: &Model, skill: SkillIx) -> String {
    let states: &States = model.states();
    let each = model.catalog.skill(skill);
    let evidence = model.evidence_count(each.uri());
    let source = || {
        states
            .source(skill)
            .map(|r| model.catalog.short_name(r).to_owned())
    };
    let since = || model.profile().skills.get(each.uri()).map(|m| m.when.on);
    let mut out = match states.get(skill) {
        SkillState::HeldMarked => "marked".to_owned(),
        SkillState::HeldFromRole => {
            source().map_or_else(String::new, |role| format!("from {role}"))
        }
        SkillState::Likely => {
            source().map_or_else(String::new, |role| format!("likely from {role}"))
        }
        SkillState::Learning => since().map_or_else(
            || "learning".to_owned(),
            |day| format!("learning since {}", wording::skill::day(day, model.now.on)),
        ),
        SkillState::Missing if states.is_denied(skill) => "you said no".to_owned(),
        SkillState::Missing if states.not_assumed(skill).is_some() => {
            "ESCO asks for it; not assumed".to_owned()
        }
        SkillState::Missing => {
            let roles = each.essential_for().len();
            if roles == 0 {
                String::new()
            } else {
                format!("required by {}", plural(roles, "role", "roles"))
            }
        }
    };
    if evidence > 0 {
        if !out.is_empty() {
            out.push_str(" · ");
        }
        out.push_str(&plural(evidence, "evidence", "evidence"));
    }
    out
}
