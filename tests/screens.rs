//! Screens as snapshots: the text of the frame and a digest of its styles.

/// Tests that compare frames with snapshots: a name, and the planner as it is drawn.
macro_rules! snapshots {
    ($($name:ident: $planner:expr;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!($planner.snapshot());
        })*
    };
}

mod first_run;
mod keys;
mod market;
mod market_map;
mod messages;
mod next;
mod overlays;
mod path;
mod picture;
mod roles;
mod routes;
mod skills;
mod what_if;
