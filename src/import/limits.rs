//! How much an import takes, so that its memory is bounded whatever a file holds. ESCO is far below every limit.

/// Bytes that all files of a download together may hold, zip files inflated: 256 MiB. ESCO's take about 50 MB.
pub(super) const DOWNLOAD: u64 = 256 << 20;

/// Bytes that the list of files in a zip file may take. ESCO's takes a few kB.
pub(super) const ZIP_DIRECTORY: u64 = 4 << 20;

/// Folders inside a folder that are looked at for files that were missed.
pub(super) const FOLDERS: usize = 100;

/// Bytes of a row. ESCO's longest has 5 kB.
pub(super) const ROW: usize = 1 << 20;

/// Columns of a table. ESCO's widest has 14.
pub(super) const COLUMNS: usize = 1000;

/// Occupations. ESCO has 3,039.
pub(super) const OCCUPATIONS: usize = 20_000;

/// Skills. ESCO has 13,939.
pub(super) const SKILLS: usize = 100_000;

/// Relations between them. ESCO has 129,004.
pub(super) const RELATIONS: usize = 1_000_000;

/// ISCO-08 groups. There are 619.
pub(super) const ISCO_GROUPS: usize = 10_000;

/// Skill groups: a catalogue numbers them with 16 bits. ESCO has 640.
pub(super) const SKILL_GROUPS: usize = u16::MAX as usize;

/// Relations between a skill or a skill group and what stands above it. ESCO has 20,822.
pub(super) const BROADER: usize = 200_000;

/// Skill groups above each other, and skills above each other. ESCO has 4.
pub(super) const LEVELS: usize = 32;

/// Memory for labels, descriptions and URIs, in bytes: 64 MiB. ESCO in two languages takes about 30 MB.
pub(super) const TEXT: usize = 64 << 20;

/// What a string costs in memory beside its bytes: its handle and what the allocator adds.
pub(super) const STRING: usize = 56;
