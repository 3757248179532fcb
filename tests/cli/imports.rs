//! `import esco` on downloads that are damaged, saved anew by another program, or made to fill the memory.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::home::{Expect, Home, Ran, holds};

/// A download of two occupations, one skill and one group, with line ends as ESCO has them.
const BASE: [(&str, &str); 6] = [
    (
        "occupations_en.csv",
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description,code\r\n\
         Occupation,urn:a1,2511,test auditor,\"auditor of tests\",Checks tests.,2511.1\r\n\
         Occupation,urn:a2,2529,chief ICT security officer,CISO,Leads.,2529.1\r\n",
    ),
    (
        "skills_en.csv",
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\r\n\
         KnowledgeSkillCompetence,urn:s1,knowledge,cross-sector,test law,,\r\n",
    ),
    (
        "occupationSkillRelations.csv",
        "occupationUri,relationType,skillType,skillUri\r\nurn:a1,essential,knowledge,urn:s1\r\n",
    ),
    (
        "ISCOGroups_en.csv",
        "conceptUri,code,preferredLabel\r\nurn:c,2511,Systems analysts\r\n",
    ),
    (
        "skillGroups_en.csv",
        "conceptUri,preferredLabel\r\nurn:g1,group one\r\n",
    ),
    (
        "broaderRelationsSkillPillar.csv",
        "conceptUri,broaderUri\r\nurn:s1,urn:g1\r\n",
    ),
];

/// A home with the download in the folder `esco`, changed by `change`.
fn download(change: impl FnOnce(&Path)) -> Home {
    let home = Home::new();
    let folder = home.file("esco");
    fs::create_dir(&folder).unwrap();
    for (name, text) in BASE {
        fs::write(folder.join(name), text).unwrap();
    }
    change(&folder);
    home
}

/// Changes a file of the download.
fn edit(folder: &Path, name: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, change(text)).unwrap();
}

const IMPORT: &str = "import esco esco --release 9.9";

/// The import is refused as bad data with these words, and the embedded catalogue stays in use.
#[track_caller]
fn refused(home: &Home, words: &[&str]) {
    home.fails(3, IMPORT, words);
    assert_eq!(home.json("catalog list")["in_use"], "embedded");
}

/// The problems that an import tells.
fn problems(home: &Home) -> Vec<String> {
    let answer = home.json(IMPORT);
    let problems = answer["problems"].list();
    assert_eq!(answer["problem_count"], problems.len());
    problems.iter().map(|p| p.text().to_owned()).collect()
}

#[test]
fn a_whole_download_has_no_problems() {
    let home = download(|_| {});
    assert_eq!(problems(&home), [""; 0]);
    home.says(IMPORT, &["No problems."]);
}

#[test]
fn line_numbers_are_those_of_the_file() {
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            text + "Occupation,urn:a1,2511,other,,,2511.2\r\n"
        });
        edit(folder, "occupationSkillRelations.csv", |text| {
            text + "\r\nurn:a2,Essential,knowledge,urn:s1\r\n"
        });
    });
    assert_eq!(
        problems(&home),
        [
            "occupations_en.csv:4: duplicate urn:a1; the first one was kept",
            "occupationSkillRelations.csv:4: unknown relation type \"Essential\"; left out",
        ]
    );
}

#[test]
fn what_was_cut_off_is_told() {
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            text.replace("tests\",", "tests,")
        });
    });
    refused(
        &home,
        &["occupations_en.csv:2", "never closed", "download again"],
    );
    let home = download(|folder| {
        edit(folder, "occupationSkillRelations.csv", |text| {
            text.split_inclusive('\n').take(1).collect()
        });
    });
    refused(&home, &["has no relation between", "download again"]);
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            text.replace(",CISO,Leads.,2529.1\r\n", "")
        });
    });
    let cut = "occupations_en.csv:3: the last row has 4 cells under 7 columns";
    holds(
        &problems(&home).join("\n"),
        &[cut, "get the download again"],
    );
}

#[test]
fn what_another_program_saved_is_told() {
    for (separator, name) in [(";", "semicolons"), ("\t", "tabs")] {
        let home = download(|folder| {
            for (file, _) in BASE {
                edit(folder, file, |text| text.replace(',', separator));
            }
        });
        refused(&home, &[name, "spreadsheet"]);
    }
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            text.replace("2529.1", "2511.1")
        });
    });
    holds(&problems(&home).join("\n"), &["have one code, 2511.1"]);
}

#[test]
fn a_download_that_lies_elsewhere_is_pointed_at() {
    let home = download(|folder| {
        let inner = folder.join("ESCO dataset");
        fs::create_dir(&inner).unwrap();
        for (name, _) in BASE {
            fs::rename(folder.join(name), inner.join(name)).unwrap();
        }
    });
    let words = "no file \"occupations_en.csv\"";
    refused(&home, &[words, "esco/ESCO dataset", "name the folder"]);
    let home = download(|folder| {
        let name = |name: &str| folder.join(name);
        fs::rename(name("skills_en.csv"), name("skills_en (1).csv")).unwrap();
    });
    let words = "no file \"skills_en.csv\"";
    refused(&home, &[words, "\"skills_en (1).csv\""]);
    let words = ["no labels in \"de\"; it has en", "beside the English one"];
    download(|_| {}).fails(2, format!("{IMPORT} --language de"), &words);
}

#[test]
fn a_release_without_codes_is_read() {
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            let lines = text.lines().map(|line| line.rsplit_once(',').unwrap().0);
            lines.collect::<Vec<_>>().join("\r\n") + "\r\n"
        });
    });
    let said = problems(&home);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("no column \"code\""), "{said:?}");
    let role = &home.json("role 'test auditor'")["role"];
    assert_eq!(role["code"], "2511");
    let role = &home.json("role 2511")["role"];
    assert_eq!(role["label"], "test auditor", "one has the code");
}

#[test]
fn a_code_of_several_is_asked_about() {
    let home = download(|folder| {
        edit(folder, "occupations_en.csv", |text| {
            text.replace("2529.1", "2511.1")
        });
    });
    home.ok(IMPORT);
    let said = home.fails(1, "role 2511.1", &[]);
    let hint = "name one by its label: test auditor (2511.1), chief ICT security officer (2511.1)";
    holds(&said, &[hint]);
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_not_called_a_damaged_download() {
    let home = download(|_| {});
    for path in ["/dev/null", "none"] {
        let words = "name the folder or the zip files";
        let said = home.fails(4, format!("import esco {path}"), &[words]);
        assert!(!said.contains("download again"), "{said}");
    }
    let build = "catalog build --from esco --out o --slice /dev/zero";
    home.fails(4, build, &["it is not a regular file"]);
}

#[test]
fn a_release_is_a_word() {
    let home = download(|_| {});
    for release in ["1\u{1b}[2J", "1\n2", "", "1\u{202e}2", "1\u{9b}2"] {
        for command in ["import esco esco", "catalog build --from esco --out o"] {
            let line = format!("{command} --release '{release}'");
            home.fails(2, line, &["--release"]);
        }
    }
}

/// Runs the import under a limit of 512 MB of memory, where the system can limit it.
#[cfg(unix)]
fn within_limit(home: &Home, path: &str) -> Ran {
    let limit = if cfg!(target_os = "linux") {
        "ulimit -v 524288"
    } else {
        "true"
    };
    let import = format!("import esco '{path}' --release 9.9 --json");
    home.run_after(limit, &import)
}

/// A zip file of the download, with one file written by `fill`.
#[cfg(unix)]
fn zipped(home: &Home, name: &str, mut fill: impl FnMut(&mut ZipWriter<File>)) {
    let mut zip = ZipWriter::new(File::create(home.file("esco.zip")).unwrap());
    for (other, text) in BASE {
        zip.start_file(other, SimpleFileOptions::default()).unwrap();
        if other == name {
            fill(&mut zip);
        } else {
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    zip.finish().unwrap();
}

#[test]
#[cfg(unix)]
fn a_download_of_bad_rows_is_counted_in_little_memory() {
    const ROWS: usize = 300_000;
    let home = Home::new();
    zipped(&home, "skills_en.csv", |zip| {
        let row = "x,,no URI and therefore no skill; it is passed over and its cells are too many,,,,,,\r\n".repeat(1000);
        zip.write_all(BASE[1].1.as_bytes()).unwrap();
        for _ in 0..ROWS / 1000 {
            zip.write_all(row.as_bytes()).unwrap();
        }
    });
    let answer: Value = within_limit(&home, "esco.zip").json(0);
    // Each row has cells too many and no URI.
    assert_eq!(answer["problem_count"], 2 * ROWS);
    assert_eq!(answer["problems"].list().len(), 100);
    assert_eq!(answer["problems_by_file"][0]["count"], 2 * ROWS);
    assert_eq!(answer["skills"], 1);
}

#[test]
#[cfg(unix)]
fn what_would_fill_the_memory_is_refused() {
    let check = |home: &Home, path: &str, words: &str| {
        let said = within_limit(home, path).failed(3);
        assert!(said.contains(words), "no \"{words}\" in: {said}");
    };
    let bomb = |row: usize| {
        let home = Home::new();
        zipped(&home, "skills_en.csv", |zip| {
            zip.write_all(BASE[1].1.as_bytes()).unwrap();
            let row = "x".repeat(row) + "\n";
            for _ in 0..(300 << 20) / row.len() {
                zip.write_all(row.as_bytes()).unwrap();
            }
        });
        home
    };
    check(&bomb(10 << 20), "esco.zip", "a row of more than");
    check(&bomb(1 << 19), "esco.zip", "beyond the 256 MiB");

    let columns = download(|folder| {
        fs::write(folder.join("skills_en.csv"), ",".repeat(33_000_000)).unwrap();
    });
    check(&columns, "esco", "a row of more than");
    let columns = download(|folder| {
        fs::write(folder.join("skills_en.csv"), ",".repeat(100_000)).unwrap();
    });
    check(&columns, "esco", "more than 1000 columns");

    let names = Home::new();
    let mut zip = ZipWriter::new(File::create(names.file("names.zip")).unwrap());
    for at in 0..100_000 {
        let options = SimpleFileOptions::default();
        zip.start_file(format!("{at}.csv"), options).unwrap();
    }
    zip.finish().unwrap();
    check(&names, "names.zip", "an endless list of files");
}

/// A download with so many skill groups, each with what stands above it.
#[cfg(unix)]
fn groups(count: usize, above: impl Fn(usize) -> String) -> Home {
    download(|folder| {
        let mut rows = String::new();
        for at in 0..count {
            writeln!(rows, "urn:n{at},group {at}").unwrap();
        }
        edit(folder, "skillGroups_en.csv", |text| text + &rows);
        edit(folder, "broaderRelationsSkillPillar.csv", |text| {
            text + &(0..count).map(above).collect::<String>()
        });
    })
}

#[test]
#[cfg(unix)]
fn groups_beyond_count_and_depth_are_refused() {
    let nested = groups(35_000, |at| match at {
        0 => "urn:s1,urn:n0\n".to_owned(),
        _ => format!("urn:n{},urn:n{at}\n", at - 1),
    });
    let said = within_limit(&nested, "esco").failed(3);
    holds(&said, &["skill groups above each other"]);
    let many = groups(65_536, |at| format!("urn:s1,urn:n{at}\n"));
    let said = within_limit(&many, "esco").failed(3);
    holds(&said, &["more than 65535 skill groups"]);
    let most = groups(65_534, |at| format!("urn:s1,urn:n{at}\n"));
    assert_eq!(within_limit(&most, "esco").json(0)["skills"], 1);
    let found = most.json("skills law");
    assert_eq!(found["hits"][0]["label"], "test law");
}

#[test]
fn labels_of_another_language_have_no_meaning() {
    let home = download(|folder| {
        for name in ["occupations", "skills", "ISCOGroups", "skillGroups"] {
            let [english, german] = ["en", "de"].map(|l| folder.join(format!("{name}_{l}.csv")));
            fs::copy(english, german).unwrap();
        }
    });
    home.ok(format!("{IMPORT} --language de"));
    home.says("doctor", &["Meaning: not used", "not English (de)"]);
    assert_eq!(home.json("doctor")["meaning"]["used"], false);
    let close = home.json("role 2529.1")["role"]["closest"][0].clone();
    assert!(close["basis"]["skills"].is_null(), "{close}");
    assert_eq!(close["basis"]["rarity"], close["closeness"]);
    home.says("role 2529.1", &["English labels only"]);
}
