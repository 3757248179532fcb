//! Which module imports which: read from the text of a source tree, so that the rules can be tested on small trees.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules of a crate and their imports.
#[derive(Default)]
pub(super) struct Tree {
    modules: BTreeMap<String, Module>,
}

struct Module {
    /// The code without comments. Test code inside the file is a module of its own.
    code: String,
    is_test: bool,
}

/// One import: where it stands and what it names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) from: String,
    pub(super) line: usize,
    pub(super) to: String,
    /// Whether test code imports.
    pub(super) is_test: bool,
}

impl Tree {
    /// The tree in a folder.
    pub(super) fn read(src: &Path) -> Self {
        let mut tree = Self::default();
        for path in super::sources(src) {
            let name = path.strip_prefix(src).unwrap().to_str().unwrap();
            tree.add(name, &fs::read_to_string(&path).unwrap());
        }
        tree
    }

    /// The tree of some files, each a path and a text.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.add(path, text);
        }
        tree
    }

    fn add(&mut self, path: &str, text: &str) {
        let name = path.trim_end_matches(".rs").replace('/', "::");
        let mut code = String::new();
        let mut tests = String::new();
        // Test modules inside a file stand at its end.
        let mut in_tests = false;
        for line in text.lines() {
            in_tests |= line.starts_with("mod ") && line.ends_with('{');
            if !line.trim_start().starts_with("//") {
                let part = if in_tests { &mut tests } else { &mut code };
                part.push_str(line.split(" // ").next().unwrap());
            }
            code.push('\n');
            tests.push('\n');
        }
        if in_tests {
            let module = Module {
                code: tests,
                is_test: true,
            };
            self.modules.insert(format!("{name}::tests"), module);
        }
        let is_test = false;
        self.modules.insert(name, Module { code, is_test });
    }

    pub(super) fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.keys().map(String::as_str)
    }

    /// Whether a module is compiled for tests only: its declaration or one above says so.
    fn is_test(&self, name: &str) -> bool {
        if self.modules.get(name).is_some_and(|m| m.is_test) {
            return true;
        }
        let Some((parent, child)) = name.rsplit_once("::") else {
            return false;
        };
        let declared = self.modules.get(parent).is_some_and(|parent| {
            let mut for_tests = false;
            for line in parent.code.lines().map(str::trim) {
                if line.ends_with(&format!("mod {child};")) {
                    return for_tests;
                }
                if line.starts_with("#[cfg(") {
                    for_tests |= line.contains("test");
                } else if !line.is_empty() {
                    for_tests = false;
                }
            }
            false
        });
        declared || self.is_test(parent)
    }

    /// All imports between different modules.
    pub(super) fn imports(&self) -> Vec<Import> {
        let mut out = BTreeSet::new();
        for (from, module) in &self.modules {
            let is_test = self.is_test(from);
            for (at, path) in paths(&module.code) {
                if let Some(to) = self.resolve(from, &path).filter(|to| to != from) {
                    let line = module.code[..at].matches('\n').count() + 1;
                    let from = from.clone();
                    out.insert(Import {
                        from,
                        line,
                        to,
                        is_test,
                    });
                }
            }
        }
        out.into_iter().collect()
    }

    /// The module that a path in `from` names, or in which what it names stands.
    fn resolve(&self, from: &str, path: &[String]) -> Option<String> {
        let mut at: Vec<&str> = from.split("::").collect();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" | "cisopath" => {
                at.clear();
                rest = &path[1..];
            }
            "self" | "super" => {
                while let Some(first) = rest.first().filter(|s| *s == "self" || *s == "super") {
                    if first == "super" {
                        at.pop();
                    }
                    rest = &rest[1..];
                }
            }
            child => {
                self.modules.get(&format!("{from}::{child}"))?;
            }
        }
        let mut found = at.join("::");
        for part in rest {
            let longer = match found.as_str() {
                "" => part.clone(),
                found => format!("{found}::{part}"),
            };
            if !self.modules.contains_key(&longer) {
                break;
            }
            found = longer;
        }
        self.modules.contains_key(&found).then_some(found)
    }

    /// The groups of modules that import each other, directly or through others. Test modules do not count.
    pub(super) fn cycles(&self) -> Vec<Vec<String>> {
        let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let imports = self.imports();
        for import in imports.iter().filter(|i| !i.is_test) {
            edges.entry(&import.from).or_default().insert(&import.to);
        }
        let reach: BTreeMap<&str, BTreeSet<&str>> = edges
            .keys()
            .map(|from| {
                let mut seen = BTreeSet::new();
                let mut open = vec![*from];
                while let Some(module) = open.pop() {
                    let next = edges.get(module).into_iter().flatten();
                    open.extend(next.filter(|module| seen.insert(**module)));
                }
                (*from, seen)
            })
            .collect();
        let reaches = |from: &str, to: &str| reach.get(from).is_some_and(|r| r.contains(to));
        let mut out: Vec<Vec<String>> = Vec::new();
        for module in reach.keys().filter(|m| reaches(m, m)) {
            if out.iter().flatten().any(|seen| seen == module) {
                continue;
            }
            let both = |other: &&&str| reaches(module, other) && reaches(other, module);
            out.push(reach.keys().filter(both).map(ToString::to_string).collect());
        }
        out
    }
}

/// Every path in the code, with the place where it begins: those in braces each on their own.
fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut out = Vec::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    while let Some(skipped) = code[at..].find(is_name) {
        let begin = at + skipped;
        let word: String = code[begin..].chars().take_while(|c| is_name(*c)).collect();
        at = begin + word.len();
        let is_first = !code[..begin].ends_with([':', '.', '\'']);
        if is_first && code[at..].starts_with("::") {
            let (read, mut found) = tree(&code[begin..], &[]);
            at = begin + read;
            out.extend(found.drain(..).map(|path| (begin, path)));
        }
    }
    out
}

/// Reads a path with what its braces hold; gives how much was read, and each path after `prefix`.
fn tree(text: &str, prefix: &[String]) -> (usize, Vec<Vec<String>>) {
    let mut path = prefix.to_vec();
    let mut at = 0;
    loop {
        let name = text[at..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let end = at + name.unwrap_or(text.len() - at);
        if end > at {
            path.push(text[at..end].to_owned());
            at = end;
        }
        match text[at..].strip_prefix("::") {
            Some(rest) if rest.starts_with('{') => {
                let mut out = Vec::new();
                at += 3;
                loop {
                    at += text[at..]
                        .find(|c: char| !c.is_whitespace() && c != ',')
                        .unwrap_or(0);
                    if at >= text.len() || text[at..].starts_with('}') {
                        return (at + 1, out);
                    }
                    let (read, paths) = tree(&text[at..], &path);
                    out.extend(paths);
                    at += read;
                    at += text[at..].find([',', '}']).unwrap_or(text.len() - at);
                }
            }
            Some(rest) if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') => at += 2,
            _ => return (at, vec![path]),
        }
    }
}
