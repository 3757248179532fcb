//! What a job title says of how senior a post is.

/// Words before a title. "Chief", "deputy", "head" and "assistant" are not among them: they name another post.
const RANKS: [&str; 12] = [
    "senior",
    "sr",
    "junior",
    "jr",
    "lead",
    "principal",
    "staff",
    "graduate",
    "experienced",
    "group",
    "global",
    "regional",
];

/// A title without its rank and grade: "Senior security engineer (L2)" is "security engineer". It is empty where a
/// title says nothing else.
pub(crate) fn without_seniority(title: &str) -> String {
    let mut words: Vec<&str> = title.split_whitespace().collect();
    loop {
        let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
        let bare: Vec<&str> = bare.iter().map(|word| &**word).collect();
        let range = match *bare.as_slice() {
            [first, _, ..] if is_grade(first) => 1..words.len(),
            [first, ..] if RANKS.contains(&first) => 1..words.len(),
            [_, .., last] if is_note(words[words.len() - 1], last) => 0..words.len() - 1,
            [tier, number, ..] if is_tier(tier, number) => 2..words.len(),
            [.., tier, number] if is_tier(tier, number) => 0..words.len() - 2,
            [.., last] if is_grade(last) => 0..words.len() - 1,
            _ => return words.join(" "),
        };
        words = words[range].to_vec();
    }
}

/// A word without the signs around it, in lower case.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn is_tier(word: &str, number: &str) -> bool {
    ["tier", "level", "grade"].contains(&word) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a last word is a rank in parentheses, or says that all genders are meant: "(Senior)", "(m/f/d)".
fn is_note(word: &str, bare: &str) -> bool {
    let is_in_parentheses = word.starts_with('(') && word.ends_with(')');
    let is_letters = |part: &str| part.chars().count() == 1;
    is_in_parentheses && (RANKS.contains(&bare) || bare.split('/').all(is_letters))
}

/// Whether a word is a grade: "II", "L3".
fn is_grade(word: &str) -> bool {
    let number = word.strip_prefix('l').unwrap_or_default();
    let is_level = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_level || ["i", "ii", "iii", "iv"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_and_grade_are_left_out() {
        for (title, post) in [
            ("Senior Security Engineer (L2)", "Security Engineer"),
            ("Sr. IT auditor", "IT auditor"),
            ("Lead penetration tester", "penetration tester"),
            ("Tier 2 SOC analyst", "SOC analyst"),
            ("SOC analyst, level 3", "SOC analyst,"),
            ("Group senior risk manager II", "risk manager"),
            ("L2 SOC analyst", "SOC analyst"),
            ("IT security officer (m/w/d)", "IT security officer"),
            ("Penetration tester (Senior)", "Penetration tester"),
            ("senior", ""),
        ] {
            assert_eq!(without_seniority(title), post, "{title}");
        }
    }

    #[test]
    fn what_names_another_post_stays() {
        for title in [
            "Deputy CISO",
            "Head of security",
            "blue team lead",
            "IT lead",
            "Chief information security officer",
            "level crossing signal operator",
        ] {
            assert_eq!(without_seniority(title), title);
        }
    }
}
