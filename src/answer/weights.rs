//! What each feature of a sentence is worth, from `data/weights.toml`.

use serde::Deserialize;

use super::evidence::Features;

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../../data/weights.toml");

/// Exponents of the features: a sentence's score is the product of its features, each raised to its weight.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    company: f32,
    time: f32,
    kind: f32,
    coverage: f32,
    topic: f32,
    order: f32,
    retrieval: f32,
    position: f32,
    provenance: f32,
    /// An answer whose confidence is lower is refused.
    pub(super) threshold: f32,
}

impl Weights {
    /// The built-in weights, or those of an operator's file.
    ///
    /// # Errors
    /// When the file is not of the form of the built-in one.
    pub fn load(replacement: Option<&str>) -> Result<Weights, toml::de::Error> {
        toml::from_str(replacement.unwrap_or(BUILT_IN))
    }

    /// All features together, from 0 to 1.
    pub(super) fn score(&self, f: &Features) -> f32 {
        let log = self.sure(f)
            + self.retrieval * f.retrieval.ln()
            + self.position * f.position.ln()
            + self.provenance * f.provenance.ln();
        log.exp()
    }

    /// How sure it is that a sentence answers: the features that judge it by itself, not against others.
    pub(super) fn confidence(&self, f: &Features) -> f32 {
        self.sure(f).exp()
    }

    fn sure(&self, f: &Features) -> f32 {
        self.company * f.company.ln()
            + self.time * f.time.ln()
            + self.kind * f.kind.ln()
            + self.coverage * f.coverage.ln()
            + self.topic * f.topic.ln()
            + self.order * f.order.ln()
    }
}
