//! "Did you mean": what comes nearest to a name that nothing carries, by the edit distance of its words.

use crate::text::fold;

/// Beyond this distance (0 the same, 1 nothing in common) a name is no help.
const FARTHEST: f64 = 0.34;

/// Names farther from the nearest one than this are left out.
const BEHIND: f64 = 0.15;

/// What the words of a label that were not typed add.
const UNTYPED: f64 = 0.1;

/// The things whose labels come nearest to `wanted`, at most `most`, the nearest first, each once.
pub(crate) fn nearest<'a, T: Copy + PartialEq>(
    wanted: &str,
    labels: impl IntoIterator<Item = (&'a str, T)>,
    most: usize,
) -> Vec<T> {
    let wanted = fold(wanted);
    let words = words(&wanted);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(f64, T)> = labels
        .into_iter()
        .filter_map(|(label, thing)| {
            let distance = distance(&wanted, &words, &fold(label));
            (distance <= FARTHEST).then_some((distance, thing))
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let farthest = found.first().map_or(0.0, |f| f.0) + BEHIND;
    let mut out = Vec::new();
    for (_, thing) in found.into_iter().take_while(|f| f.0 <= farthest) {
        if !out.contains(&thing) {
            out.push(thing);
        }
        if out.len() == most {
            break;
        }
    }
    out
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| !w.is_empty()).collect()
}

/// The mean distance of each typed word to the nearest word of the label, or that of the whole if it is less.
fn distance(wanted: &str, typed: &[&str], label: &str) -> f64 {
    let own = words(label);
    let nearest_word = |word: &&str| {
        let all = own.iter().map(|other| apart(word, other));
        all.fold(1.0, f64::min)
    };
    let by_word = typed.iter().map(nearest_word).sum::<f64>() / typed.len() as f64;
    let untyped = own.len().saturating_sub(typed.len()) as f64 / own.len().max(1) as f64;
    (by_word + UNTYPED * untyped).min(apart(wanted, label))
}

/// 0 for the same, 1 for nothing in common.
fn apart(a: &str, b: &str) -> f64 {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    // Words whose lengths differ that much are not the same word, and most pairs end here.
    if short * 2 < long {
        return 1.0;
    }
    1.0 - strsim::normalized_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(wanted: &str, expected: &[&str]) {
        let labels = [
            "risk management",
            "manage ICT security",
            "own-one-policy",
            "audit techniques",
        ];
        let found = nearest(wanted, labels.map(|l| (l, l)), 2);
        assert_eq!(found, expected, "{wanted}");
    }

    #[test]
    fn words_may_be_misspelt() {
        check("risc managment", &["risk management"]);
        check("audt", &["audit techniques"]);
        check("own-on-policy", &["own-one-policy"]);
        check("security", &["manage ICT security"]);
        check("quantum", &[]);
        check(" ?! ", &[]);
    }
}
