//! What a body must look like: by Discord's published schema where it is at hand, and by its `limits` in any case.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::Validator;
use serde_json::{Value, json};

use super::limits;

/// Where the schema and reality differ: a place in the schema, what is put there, and why.
const ERRATA: &[(&str, &str, &str)] = &[(
    "/components/schemas/ApplicationCommandUpdateRequest/properties/default_member_permissions/type",
    r#"["integer", "string", "null"]"#,
    "the documentation says string, which is what serenity sends and Discord takes; the schema says integer alone",
)];

/// Checks bodies.
pub struct Schema(Option<Arc<Loaded>>);

/// A method and a route.
type Operation = (String, String);

struct Loaded {
    whole: Value,
    /// Building one takes a while, so each is built once for all tests. None: no body is described.
    validators: Mutex<HashMap<Operation, Option<Arc<Validator>>>>,
}

impl Schema {
    /// From `PINKSLIP_DISCORD_OPENAPI`, or beside the repository. Without the file only the limits are checked.
    pub fn load() -> Self {
        static LOADED: OnceLock<Option<Arc<Loaded>>> = OnceLock::new();
        let loaded = LOADED.get_or_init(|| {
            let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/discord/openapi.json");
            let path = std::env::var_os("PINKSLIP_DISCORD_OPENAPI").map_or_else(beside, PathBuf::from);
            let Ok(text) = std::fs::read(&path) else {
                eprintln!("fake Discord: {} is not there: bodies are checked against limits alone", path.display());
                return None;
            };
            let mut whole: Value = serde_json::from_slice(&text).expect("the schema is JSON");
            for (place, put, _) in ERRATA {
                let place = whole.pointer_mut(place).unwrap_or_else(|| panic!("erratum {place} has no place any more"));
                *place = serde_json::from_str(put).expect("an erratum is JSON");
            }
            Some(Arc::new(Loaded { whole, validators: Mutex::default() }))
        });
        Schema(loaded.clone())
    }

    /// Whether only the limits are checked.
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// Everything that is wrong with a body sent to a route.
    pub fn problems(&self, method: &str, route: &str, body: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(loaded) = &self.0 {
            if let Some(validator) = loaded.validator(method, route) {
                problems.extend(validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())));
            } else if !body.is_null() {
                problems.push("this route takes no body".to_owned());
            }
        }
        problems.extend(limits::problems(method, route, body));
        problems
    }
}

impl Loaded {
    fn validator(&self, method: &str, route: &str) -> Option<Arc<Validator>> {
        let mut validators = self.validators.lock().expect("no test panics while it holds this");
        let key = (method.to_lowercase(), route.to_owned());
        validators.entry(key.clone()).or_insert_with(|| self.build(&key.0, route)).clone()
    }

    fn build(&self, method: &str, route: &str) -> Option<Arc<Validator>> {
        let operation = &self.whole["paths"].get(route).unwrap_or_else(|| panic!("the schema has no {route}"))[method];
        let mut schema = operation["requestBody"]["content"]["application/json"].get("schema")?.clone();

        // The parts that it refers to, and those that these refer to.
        let mut needed = HashSet::new();
        let mut open = vec![schema.clone()];
        let mut parts = serde_json::Map::new();
        while let Some(part) = open.pop() {
            for name in references(&part) {
                if needed.insert(name.clone()) {
                    let part = self.whole["components"]["schemas"][&name].clone();
                    open.push(part.clone());
                    parts.insert(name, part);
                }
            }
        }
        schema["components"] = json!({ "schemas": parts });
        let built = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .build(&schema);
        Some(Arc::new(built.unwrap_or_else(|error| panic!("the schema of {method} {route}: {error}"))))
    }
}

fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value.as_str().and_then(|to| to.strip_prefix("#/components/schemas/")) {
                Some(name) if key == "$ref" => vec![name.to_owned()],
                _ => references(value),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
