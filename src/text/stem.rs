//! What a stemmer must leave alone.

/// Whether a word is no form of the word with which a stemmer puts it together: securities are traded, and no plural of
/// security.
pub(crate) fn is_own_stem(word: &str) -> bool {
    word == "securities"
}
