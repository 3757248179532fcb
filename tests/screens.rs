//! Screens as snapshots: the text of the frame and a digest of its styles.

mod path;
mod picture;
mod told;
mod ways;
