//! Screens as snapshots: the text of the frame and a digest of its styles.

mod first_run;
mod keys;
mod next;
mod overlays;
mod path;
mod picture;
mod roles;
mod skills;
mod told;
mod ways;
mod what_if;
