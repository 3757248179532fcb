//! The list of skills: what is found under the filter, and how a row looks.

use ratatui::text::{Line, Span};

use super::tree::{Tree, TreeItem};
use crate::catalog::{GroupIx, SkillIx};
use crate::profile::SkillState;
use crate::text::thousands;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::skill_filter::Filter;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::list_view::Ends;
use crate::ui::widget::rows::{line_width, truncate_line};
use crate::ui::widget::search_list::{FoundRows, ListRow, SearchList};
use crate::ui::widget::{occupation_line, skill_line};

/// From this width on a row says why the skill stands as it does.
const WITH_REASON: u16 = 64;

/// What is found under the filter, none while it is searched for in the background.
pub(super) fn matching_rows(
    query: &str,
    limit: usize,
    filter: &Filter,
    model: &Model,
) -> Option<FoundRows> {
    let boosts = model.skill_boosts().clone();
    let boosts = if filter.is_empty() {
        boosts
    } else {
        let skills = model.catalog.skills().len();
        boosts.only(skills, |item| filter.admits(model, SkillIx(item)))
    };
    let results = model.search_skills(query, &boosts, limit)?;
    Some(FoundRows::from(results))
}

/// Every skill that is found without a filter, in no order that means anything.
pub(super) fn counted(query: &str, model: &Model) -> Vec<SkillIx> {
    let (index, boosts) = (model.skill_index(), model.skill_boosts());
    let results = index.search(query, boosts, usize::MAX);
    let found = results.matches().iter();
    found.map(|hit| SkillIx(hit.item)).collect()
}

/// The two ends of the rows at a width.
pub(super) fn ends<'a>(
    ctx: ViewContext<'a>,
    list: &'a SearchList,
    tree: &'a Tree,
    width: u16,
) -> impl Fn(&ListRow) -> Ends<'static> + 'a {
    move |each| match TreeItem::of(each.item) {
        TreeItem::Skill(skill) => {
            let indent = 2 * u16::from(each.depth);
            parts(ctx, list, each, skill, width.saturating_sub(indent))
        }
        TreeItem::Group(group) => group_parts(ctx, tree, group),
    }
}

/// The filters in force, or that there are some.
pub(super) fn filter_line(ctx: ViewContext<'_>, filter: &Filter, room: usize) -> Line<'static> {
    let theme = ctx.theme;
    let key = ctx.key(KeyContext::Skills, false, Command::Filter);
    if filter.is_empty() {
        let text = " filters: kind, state, step, reuse, occupation   ";
        let fold = ctx.key(KeyContext::Skills, false, Command::Groups);
        let spans = vec![
            Span::styled(key, theme.key),
            Span::styled(text, theme.dim),
            Span::styled(fold, theme.key),
            Span::styled(" groups", theme.dim),
        ];
        return truncate_line(Line::from(spans), room);
    }
    let text = filter.describe(ctx.model);
    let text = if theme.signs.ascii {
        text.replace('·', theme.signs.dot)
    } else {
        text
    };
    let back = ctx.key(KeyContext::Skills, false, Command::Back);
    let help = format!("  ({key} changes, {back} clears)");
    let both = crate::text::width(&text) + crate::text::width(&help) <= room;
    let mut spans = vec![Span::styled(text, theme.accent)];
    if both {
        spans.push(Span::styled(help, theme.dim));
    }
    truncate_line(Line::from(spans), room)
}

/// The two ends of a group's row: its title, and how many of the skills found there are held.
fn group_parts(
    ctx: ViewContext<'_>,
    tree: &Tree,
    group: GroupIx,
) -> (Line<'static>, Line<'static>) {
    let theme = ctx.theme;
    let sign = if tree.is_open(group) {
        theme.signs.unfolded
    } else {
        theme.signs.folded
    };
    let (held, count) = tree.figures(group);
    let group = ctx.model.catalog.skill_group(group);
    let code = if group.code.is_empty() {
        String::new()
    } else {
        format!("{} ", group.code)
    };
    (
        Line::from(vec![
            Span::styled(format!("{sign} "), theme.title),
            Span::styled(code, theme.dim),
            Span::styled(group.title.to_string(), theme.title),
        ]),
        Line::styled(
            format!("{} of {}", thousands(held), thousands(count)),
            theme.dim,
        ),
    )
}

/// The two ends of a skill's row.
fn parts(
    ctx: ViewContext<'_>,
    list: &SearchList,
    each: &ListRow,
    skill: SkillIx,
    width: u16,
) -> (Line<'static>, Line<'static>) {
    let model = ctx.model;
    let theme = ctx.theme;
    let width = width.saturating_sub(each.remark_width());
    let (matched, positions) = list.matched(model.skill_index(), each);
    let (mut left, right) = skill_line::parts(ctx, skill, Some(&positions));
    let label = model.catalog.skill(skill).label();
    let arrow = 3;
    let whole =
        2 + crate::text::width(label) + matched.map_or(0, |m| crate::text::width(m) + arrow);
    let fits = whole + 1 + line_width(&right) <= usize::from(width);
    // The reason gives way to the label.
    let right = if width >= WITH_REASON && fits {
        right
    } else {
        Line::default()
    };
    if matched.is_some() {
        let state = model.states().get(skill);
        let style = if state == SkillState::Missing {
            theme.text
        } else {
            theme.state(state)
        };
        let room = usize::from(width).saturating_sub(line_width(&right) + 3);
        left.spans.truncate(2);
        let spans = occupation_line::match_spans(label, matched, &positions, style, room, theme);
        left.spans.extend(spans);
    }
    (left, right)
}
