//! Screens as snapshots: the text of the frame and a digest of its styles.

mod first_run;
mod keys;
mod messages;
mod next;
mod overlays;
mod path;
mod picture;
mod roles;
mod routes;
mod skills;
mod what_if;
