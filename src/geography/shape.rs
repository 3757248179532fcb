//! The outlines of countries, `data/world.bin`. `tools/map` makes the file and describes its form.

use std::sync::LazyLock;

use super::bounds::Bounds;
use super::country::Country;

const FILE: &[u8] = include_bytes!("../../data/world.bin");
const MAGIC: &[u8] = b"CWM1";
/// Coordinates are kept in this part of a degree.
const PARTS: f64 = 100.0;

/// The arcs of all coasts and borders, and the countries made of them.
#[derive(Default)]
pub(crate) struct Outlines {
    pub(crate) arcs: Vec<Arc>,
    /// By code.
    pub(crate) shapes: Vec<Shape>,
}

/// A stretch of a coast, or of the border between two countries.
#[derive(Default)]
pub(crate) struct Arc {
    /// In hundredths of a degree.
    points: Vec<(i16, i16)>,
    pub(crate) bounds: Option<Bounds>,
    /// The countries on its sides. The same one twice is a line inside a country.
    pub(crate) countries: Vec<Country>,
}

/// A country's outline.
pub(crate) struct Shape {
    pub(crate) country: Country,
    /// A point well inside its largest part, or its largest town.
    pub(crate) point: (f64, f64),
    /// Nothing for a country that has no outline.
    pub(crate) bounds: Option<Bounds>,
    /// Square degrees.
    pub(crate) area: f64,
    /// Of each ring, the positions of its arcs; a point is inside where an odd number of rings contain it.
    pub(crate) rings: Vec<Vec<usize>>,
}

impl Outlines {
    /// The embedded outlines; read on first use. A test holds that the file can be read.
    pub(crate) fn embedded() -> &'static Self {
        static OUTLINES: LazyLock<Outlines> =
            LazyLock::new(|| Outlines::decode(FILE).unwrap_or_default());
        &OUTLINES
    }

    pub(crate) fn shape(&self, country: Country) -> Option<&Shape> {
        let at = self
            .shapes
            .binary_search_by_key(&country, |shape| shape.country);
        at.ok().and_then(|at| self.shapes.get(at))
    }

    /// Nothing where the bytes are not such a file.
    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let mut arcs = Vec::new();
        for _ in 0..reader.unsigned()? {
            arcs.push(Arc::decode(&mut reader)?);
        }
        let mut shapes = Vec::new();
        for _ in 0..reader.unsigned()? {
            shapes.push(Shape::decode(&mut reader, &mut arcs)?);
        }
        reader.0.is_empty().then_some(Self { arcs, shapes })
    }
}

impl Arc {
    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let (mut x, mut y) = (0, 0);
        let mut points = Vec::new();
        for _ in 0..reader.unsigned()? {
            x += reader.signed()?;
            y += reader.signed()?;
            points.push((i16::try_from(x).ok()?, i16::try_from(y).ok()?));
        }
        let mut arc = Self {
            points,
            ..Self::default()
        };
        arc.bounds = Some(Bounds::enclosing(arc.points()));
        Some(arc)
    }

    /// Whether it is the whole coast of an island.
    pub(crate) fn is_closed(&self) -> bool {
        self.points.first() == self.points.last()
    }

    /// Longitude and latitude of its points, in degrees.
    pub(crate) fn points(&self) -> impl Iterator<Item = (f64, f64)> + Clone {
        self.points
            .iter()
            .map(|(x, y)| (f64::from(*x) / PARTS, f64::from(*y) / PARTS))
    }
}

impl Shape {
    fn decode(reader: &mut Reader<'_>, arcs: &mut [Arc]) -> Option<Self> {
        let country = Country::from_code(std::str::from_utf8(reader.bytes(2)?).ok()?)?;
        let (x, y) = (reader.signed()?, reader.signed()?);
        let point = (f64::from(x) / PARTS, f64::from(y) / PARTS);
        let mut bounds: Option<Bounds> = None;
        let mut area = 0.0;
        let mut rings = Vec::new();
        for _ in 0..reader.unsigned()? {
            let mut ring = Vec::new();
            for _ in 0..reader.unsigned()? {
                let reference = reader.signed()?;
                let runs_backwards = reference < 0;
                let at = usize::try_from(if runs_backwards {
                    -1 - reference
                } else {
                    reference
                })
                .ok()?;
                let arc = arcs.get_mut(at)?;
                arc.countries.push(country);
                bounds = match (bounds, arc.bounds) {
                    (Some(all), Some(one)) => Some(all.with(&one)),
                    (all, one) => all.or(one),
                };
                let part = twice_swept(arc);
                area += if runs_backwards { -part } else { part };
                ring.push(at);
            }
            rings.push(ring);
        }
        Some(Self {
            country,
            point,
            bounds,
            area: f64::abs(area) / 2.0,
            rings,
        })
    }
}

/// Twice the area that the line from the origin to a point sweeps as the point runs along the arc.
fn twice_swept(arc: &Arc) -> f64 {
    let pairs = arc.points().zip(arc.points().skip(1));
    pairs.map(|((ax, ay), (bx, by))| ax * by - bx * ay).sum()
}

/// Reads numbers of the file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    /// An unsigned LEB128 number of at most four bytes.
    fn unsigned(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let byte = *self.bytes(1)?.first()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A signed number in zigzag form.
    fn signed(&mut self) -> Option<i32> {
        let value = self.unsigned()?;
        let half = i32::try_from(value >> 1).ok()?;
        Some(if value & 1 == 0 { half } else { -1 - half })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_outlines_are_complete() {
        let outlines = Outlines::embedded();
        assert_eq!(outlines.arcs.len(), 1594);
        assert_eq!(xxhash_rust::xxh3::xxh3_64(FILE), 873_118_780_006_755_393);
        for shape in &outlines.shapes {
            let bounds = shape
                .bounds
                .unwrap_or_else(|| Bounds::enclosing([shape.point].into_iter()));
            assert!(bounds.contains(shape.point), "{:?}", shape.country);
        }
        let with_outline = outlines
            .shapes
            .iter()
            .filter(|shape| !shape.rings.is_empty());
        assert_eq!(with_outline.count(), 232);
        // Square degrees: a degree of longitude is shorter there than one of latitude.
        for (code, area) in [
            ("DE", 45.9),
            ("CH", 4.9),
            ("MT", 0.0223),
            ("LS", 2.9),
            ("ZA", 113.0),
        ] {
            let shape = outlines.shape(Country::from_code(code).unwrap()).unwrap();
            assert!(
                (shape.area / area - 1.0).abs() < 0.1,
                "{code} {}",
                shape.area
            );
        }
    }

    #[test]
    fn neighbours_share_their_border() {
        let [germany, france, spain] =
            ["DE", "FR", "ES"].map(|code| Country::from_code(code).unwrap());
        let share = |a, b| {
            let arcs = &Outlines::embedded().arcs;
            arcs.iter()
                .any(|arc| arc.countries.contains(&a) && arc.countries.contains(&b))
        };
        assert!(share(germany, france) && share(france, spain) && !share(germany, spain));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: prop::sample::Index, byte: u8) {
            let mut bytes = FILE.to_vec();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            Outlines::decode(&bytes);
            Outlines::decode(&bytes[..at]);
        }
    }
}
