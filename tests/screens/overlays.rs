//! What lies on top of the screens.
use crate::support::planner::{Planner, record};

fn over(size: (u16, u16), keys: &str) -> String {
    let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), size);
    planner.keys(keys).snapshot()
}

macro_rules! overlays {
    ($($name:ident: $keys:literal;)*) => {
        $(mod $name {
            use super::over;

            #[test]
            fn at_80_by_24() {
                insta::assert_snapshot!(over((80, 24), $keys));
            }

            #[test]
            fn at_120_by_36() {
                insta::assert_snapshot!(over((120, 36), $keys));
            }
        })*
    };
}

overlays! {
    palette: ":";
    palette_with_a_search: ":audit";
    help: "?";
    evidence: "<PgDn>eheld the line<Tab>";
    routes: "r";
    comparison: "c";
    assumptions: "a";
    confirm: "<PgDn>x";
    roles_held: "g";
}

/// Letters of two columns, of none and of several code points.
const WIDE: &str = "café 世界 🎉 e\u{301}te\u{301}";

#[test]
fn wide_letters_keep_the_columns() {
    for size in [(80, 60), (120, 60)] {
        let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), size);
        planner.keys("3<Enter>e").keys(WIDE);
        planner.shows("世");
        let form = planner.draw();
        planner.keys("<C-s>");
        assert_eq!(planner.app.model.profile().evidence.len(), 1);
        planner.shows("世");
        let page = planner.draw();
        for buf in [form, page] {
            let row = (0..buf.area.height)
                .find(|y| (0..buf.area.width).any(|x| buf[(x, *y)].symbol() == "世"))
                .unwrap();
            let cells: Vec<&str> = (0..buf.area.width)
                .map(|x| buf[(x, row)].symbol())
                .collect();
            // Each takes its columns and no more; what stands at the right stays where it stands in the rows beside.
            let at = cells.iter().position(|c| *c == "世").unwrap();
            assert_eq!(cells[at + 2], "界", "{cells:?}");
            assert_eq!(cells[at + 5], "🎉", "{cells:?}");
            assert_eq!(cells[at + 8], "e\u{301}", "{cells:?}");
            assert_eq!(cells[at + 9], "t", "{cells:?}");
            let frames = |y: u16| -> Vec<u16> {
                let frame = |x: &u16| "│┃║".contains(buf[(*x, y)].symbol());
                (0..buf.area.width).filter(frame).collect()
            };
            assert_eq!(
                frames(row),
                frames(row - 1),
                "{}",
                crate::support::planner::text_of(&buf)
            );
        }
    }
}

#[test]
fn a_row_with_wide_letters() {
    insta::assert_snapshot!(over((80, 24), &format!("3<Enter>e{WIDE}")));
}
