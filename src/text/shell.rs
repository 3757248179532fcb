//! Words of commands that the reader may run.

/// A name as a shell takes it: quoted unless every letter is plain, and never an option.
pub(crate) fn shell_word(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let is_option = name.len() > 1 && name.starts_with('-');
    let folder = if is_option { "./" } else { "" };
    if !name.is_empty() && name.chars().all(is_plain) {
        format!("{folder}{name}")
    } else {
        format!("'{folder}{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_name_stays_one_word() {
        for (name, word) in [
            ("a/b_c-1.pdf", "a/b_c-1.pdf"),
            ("Zürich.pdf", "Zürich.pdf"),
            ("an advert.pdf", "'an advert.pdf'"),
            ("it's; rm -r ~.pdf", "'it'\\''s; rm -r ~.pdf'"),
            ("~x", "'~x'"),
            ("$(x)", "'$(x)'"),
            ("", "''"),
            ("-x.pdf", "./-x.pdf"),
            ("-x y.pdf", "'./-x y.pdf'"),
            // Standard input.
            ("-", "-"),
        ] {
            assert_eq!(shell_word(name), word);
        }
    }
}
