//! The list of skills: what is found under the filter, and how a row looks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::tree::{Tree, TreeItem};
use crate::catalog::synonym::Absent;
use crate::catalog::{GroupIx, SkillIx};
use crate::profile::SkillState;
use crate::search;
use crate::text::{thousands, wrap};
use crate::ui::input::command::Command;
use crate::ui::model::Session;
use crate::ui::model::hit_map::Hits;
use crate::ui::model::view_context::Scene;
use crate::ui::overlay::filter::Filter;
use crate::ui::widget::pane::pane;
use crate::ui::widget::rows::{line_width, truncate_line};
use crate::ui::widget::search_list::{ListRow, SearchList};
use crate::ui::widget::{occupation_line, skill_line};

/// From this width on a row says why the skill stands as it does.
const WITH_REASON: u16 = 64;

/// Most lines that say what ESCO lacks.
const LACKING: usize = 4;

/// What is found under the filter. Where ESCO has nothing of that name, only what comes nearest.
pub(super) fn matching_rows(
    search: &mut search::Session,
    query: &str,
    filter: &Filter,
    session: &Session,
) -> (Vec<ListRow>, usize) {
    let concern = session.skill_concern().clone();
    let concern = if filter.is_empty() {
        concern
    } else {
        let skills = session.catalog.skills().len();
        concern.only(skills, |item| filter.admits(session, SkillIx(item)))
    };
    if let Some(absent) = search::absent(&session.catalog, query) {
        let nearest = absent.nearest.iter().filter_map(|n| n.ix);
        let nearest = nearest.filter(|s| filter.admits(session, *s));
        let rows: Vec<ListRow> = nearest
            .map(|skill| ListRow {
                item: skill.0,
                hit: None,
                depth: 0,
            })
            .collect();
        let total = rows.len();
        return (rows, total);
    }
    let results = search.shown(session.skill_index(), query, &concern);
    let rows = results.hits.iter().map(|hit| ListRow::from(*hit)).collect();
    (rows, results.total)
}

/// Every skill that is found without a filter, in no order that means anything.
pub(super) fn counted(query: &str, session: &Session) -> Vec<SkillIx> {
    let (index, concern) = (session.skill_index(), session.skill_concern());
    let absent = search::absent(&session.catalog, query);
    let mut counted: Vec<SkillIx> = if let Some(absent) = absent {
        absent.nearest.iter().filter_map(|n| n.ix).collect()
    } else {
        let shown = search::shown(usize::MAX, |limit| index.search(query, concern, limit));
        let found = shown.hits.iter().take(shown.total);
        found.map(|hit| SkillIx(hit.item)).collect()
    };
    counted.sort_unstable();
    counted.dedup();
    counted
}

/// Draws the pane.
pub(super) fn view(
    scene: Scene<'_>,
    list: &SearchList,
    (filter, tree): (&Filter, &Tree),
    focus: bool,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let session = scene.session;
    let theme = scene.theme;
    let inner = pane("Skills", "", focus, theme, area, buf);
    if inner.height < 5 {
        return;
    }
    let line = |row: u16| Rect {
        y: inner.y + row,
        height: 1,
        ..inner
    };
    let of = session.catalog.skills().len();
    let key = scene.key("skills", false, Command::Search);
    let hint = format!("press {key} and type");
    list.view_field(scene, &hint, of, line(0), buf, hits);
    let filters = filter_line(scene, filter, usize::from(inner.width));
    buf.set_line(inner.x, line(1).y, &filters, inner.width);
    hits.click(line(1), Command::Filter);
    let mut y = inner.y + 3;
    if let Some(absent) = search::absent(&session.catalog, list.query()) {
        for text in lacking(absent, usize::from(inner.width)) {
            if y + 3 < inner.bottom() {
                buf.set_string(inner.x, y, text, theme.caution);
                y += 1;
            }
        }
        y += 1;
    }
    if list.is_fallback() {
        let far = "No skill matches. Closest in spelling:";
        for text in wrap(far, usize::from(inner.width)) {
            if y + 3 < inner.bottom() {
                buf.set_string(inner.x, y, text, theme.caution);
                y += 1;
            }
        }
        y += 1;
    }
    let rows = Rect {
        y,
        height: inner.bottom().saturating_sub(y),
        ..inner
    };
    if list.rows().is_empty() {
        let back = scene.key("skills", false, Command::Back);
        let nothing = if filter.is_empty() {
            format!("No skill matches. Try another word; {back} shows all skills again.")
        } else {
            let change = scene.key("skills", false, Command::Filter);
            format!(
                "No skill is left under these filters. {change} changes them; {back} takes away the search, then the \
                 filters."
            )
        };
        for (y, text) in (rows.y..rows.bottom()).zip(wrap(&nothing, usize::from(rows.width))) {
            buf.set_string(rows.x, y, text, theme.dim);
        }
    }
    list.view_rows(scene, focus, rows, buf, hits, |each| {
        let indent = 2 * u16::from(each.depth);
        match TreeItem::of(each.item) {
            TreeItem::Skill(skill) => {
                parts(scene, list, each, skill, rows.width.saturating_sub(indent))
            }
            TreeItem::Group(group) => group_parts(scene, tree, group),
        }
    });
}

/// What ESCO lacks, and what comes nearest.
fn lacking(absent: &Absent, width: usize) -> Vec<String> {
    let note = absent.note.trim_end_matches('.');
    let mut text = if note.starts_with("ESCO") {
        format!("{note}.")
    } else {
        format!("ESCO has no such skill: {note}.")
    };
    if !absent.nearest.is_empty() && !note.contains("nearest") {
        text.push_str(" These come nearest.");
    }
    let mut lines = wrap(&crate::text::sanitize(&text), width);
    lines.truncate(LACKING);
    lines
}

/// The filters in force, or that there are some.
fn filter_line(scene: Scene<'_>, filter: &Filter, room: usize) -> Line<'static> {
    let theme = scene.theme;
    let key = scene.key("skills", false, Command::Filter);
    if filter.is_empty() {
        let text = " filters: kind, state, step, reuse, occupation   ";
        let fold = scene.key("skills", false, Command::Groups);
        let spans = vec![
            Span::styled(key, theme.key),
            Span::styled(text, theme.dim),
            Span::styled(fold, theme.key),
            Span::styled(" groups", theme.dim),
        ];
        return truncate_line(Line::from(spans), room);
    }
    let text = filter.describe(scene.session);
    let text = if theme.signs.ascii {
        text.replace('·', theme.signs.dot)
    } else {
        text
    };
    let back = scene.key("skills", false, Command::Back);
    let help = format!("  ({key} changes, {back} clears)");
    let both = crate::text::width(&text) + crate::text::width(&help) <= room;
    let mut spans = vec![Span::styled(text, theme.accent)];
    if both {
        spans.push(Span::styled(help, theme.dim));
    }
    truncate_line(Line::from(spans), room)
}

/// The two ends of a group's row: its title, and how many of the skills found there are held.
fn group_parts(scene: Scene<'_>, tree: &Tree, group: GroupIx) -> (Line<'static>, Line<'static>) {
    let theme = scene.theme;
    let sign = if tree.is_open(group) {
        theme.signs.unfolded
    } else {
        theme.signs.folded
    };
    let (held, count) = tree.figures(group);
    let group = scene.session.catalog.skill_group(group);
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
    scene: Scene<'_>,
    list: &SearchList,
    each: &ListRow,
    skill: SkillIx,
    width: u16,
) -> (Line<'static>, Line<'static>) {
    let session = scene.session;
    let theme = scene.theme;
    let (matched, positions) = list.matched(session.skill_index(), each);
    let (mut left, right) = skill_line::parts(scene, skill, Some(&positions));
    let label = session.catalog.skill(skill).label();
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
        let state = session.states().get(skill);
        let style = if state == SkillState::Missing {
            theme.text
        } else {
            theme.state(state)
        };
        let room = usize::from(width).saturating_sub(line_width(&right) + 3);
        left.spans.truncate(1);
        let spans = occupation_line::match_spans(label, matched, &positions, style, room, theme);
        left.spans.extend(spans);
    }
    (left, right)
}
