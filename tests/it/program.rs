//! The real program, in a folder of its own that goes when the test ends.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A home and the program to run on it.
pub struct Program {
    folder: TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The lines of standard output, each as JSON.
    pub fn json(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in {line}"));
        self.out.lines().map(parse).collect()
    }

    /// Fails unless it ended with this code.
    pub fn expect(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }
}

impl Program {
    /// An empty home.
    pub fn empty() -> Program {
        Program { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A home as a fresh clone has it: the starter articles, no library, no index.
    pub fn cloned() -> Program {
        let program = Program::empty();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/starter"), &program.path("data/starter"));
        program
    }

    /// A home with the starter articles in its library, and their index.
    pub fn ready() -> Program {
        static READY: OnceLock<Program> = OnceLock::new();
        let ready = READY.get_or_init(|| {
            let program = Program::cloned();
            program.run(&["status"]).expect(0);
            // The library has them now; looking through their files again would only take time.
            std::fs::remove_dir_all(program.path("data/starter")).expect("they are there");
            program
        });
        let program = Program::empty();
        copy(ready.folder.path(), program.folder.path());
        program
    }

    /// A home with these articles.
    pub fn with(articles: &[Value]) -> Program {
        let program = Program::empty();
        program.import(articles).expect(0);
        program
    }

    /// Imports articles into the shared corpus.
    pub fn import(&self, articles: &[Value]) -> Ran {
        self.run_with(&["import", "-"], lines(articles).as_bytes())
    }

    /// A file of the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the home.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("within the home")).expect("it can be written");
        std::fs::write(&path, content).expect("it can be written");
        path.display().to_string()
    }

    /// The program on this home, not started yet. Nothing of the tester's environment reaches it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command.arg("--home").arg(self.folder.path()).current_dir(self.folder.path());
        command
    }

    /// Runs the program on this home.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments), b"")
    }

    /// Runs it with something on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        ran(self.command(arguments), input)
    }

    /// Starts it; what it prints is read by nobody.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// Asks, and gives the answer as JSON.
    pub fn ask(&self, question: &str) -> Value {
        let ran = self.run(&["ask", "--json", question]);
        assert!(ran.code <= 1, "{question}: {ran:#?}");
        ran.json().remove(0)
    }

    /// What `status --json` says.
    pub fn status(&self) -> Value {
        self.run(&["status", "--json"]).expect(0).json().remove(0)
    }

    /// Fails unless `doctor` finds library and index in order.
    pub fn assert_sound(&self) {
        let ran = self.run(&["doctor"]);
        assert!(ran.code == 0 && ran.out == "All is well.\n", "{ran:#?}");
    }
}

/// The program without a home.
pub fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pinkslip"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if !(name.starts_with("PINKSLIP_") || name.starts_with("DISCORD_") || name == "COLUMNS") {
            continue;
        }
        command.env_remove(&*name);
    }
    command.env("NO_COLOR", "1").args(arguments);
    command
}

/// Runs a command to its end.
pub fn ran(command: Command, input: &[u8]) -> Ran {
    let output = assert_cmd::Command::from_std(command).write_stdin(input).timeout(std::time::Duration::from_secs(120)).output();
    let output = output.expect("it runs and ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// Articles as a file of them.
pub fn lines(articles: &[Value]) -> String {
    let mut file = Vec::new();
    for article in articles {
        writeln!(file, "{article}").expect("a vector takes everything");
    }
    String::from_utf8(file).expect("JSON is UTF-8")
}

/// An article of its own for every number, with a word (`zq` and the number in letters) that no other has.
pub fn numbered(n: usize) -> Value {
    let (word, jobs) = (word(n), n + 100);
    json!({
        "url": format!("https://news.example/{n}"), "title": format!("Acme{word} cuts {jobs} jobs"), "source": "Wire",
        "published": "2024-03-05",
        "body": format!("Acme{word} is cutting {jobs} jobs, it said on Tuesday. Its chief executive called it a {word} day.\n\n\
                         The cuts fall in March."),
    })
}

/// The word of [`numbered`]: letters alone, as digits are terms of their own.
pub fn word(n: usize) -> String {
    // Closed by a letter that no English ending has: "…ed" and "…s" would be taken off as endings.
    format!("zq{}k", n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>())
}

/// Copies a folder whole.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("it can be written");
    for entry in std::fs::read_dir(from).expect("it can be read") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("it can be copied");
        }
    }
}
