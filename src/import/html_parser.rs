//! Parsing HTML within limits: the parser takes quadratic time for elements that are nested deep, and a few bytes can
//! stand for many elements.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{
    Attribute, ParseOpts, Parser, QualName, local_name, ns, parse_document, parse_fragment,
};

/// The deepest nesting of elements that is read.
const DEEPEST: usize = 512;

/// The elements that are read at most: far more than a page has.
const MOST: usize = 200_000;

/// The bytes that are parsed between two looks at the limits.
const PIECE: usize = 4096;

/// The limit that a page does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Excess {
    #[error("its elements are nested deeper than {DEEPEST}")]
    Depth,
    #[error("it has more than {MOST} elements")]
    Elements,
}

/// Parses a page.
///
/// # Errors
/// [`Excess`] if it has more elements, or deeper ones, than are read.
pub(crate) fn page(html: &str) -> Result<Document, Excess> {
    let sink = Limits::of(Document::default());
    parse(parse_document(sink, options()), html)
}

/// Parses a part of a page that may stand in its body.
///
/// # Errors
/// Those of [`page`].
pub(crate) fn fragment(html: &str) -> Result<Document, Excess> {
    let sink = Limits::of(Document::fragment_sink());
    let body = QualName::new(None, ns!(html), local_name!("body"));
    parse(
        parse_fragment(sink, options(), body, Vec::new(), false),
        html,
    )
}

fn options() -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            // What stands in `noscript` is a part of the page: nothing is run.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}

fn parse(mut parser: Parser<Limits>, html: &str) -> Result<Document, Excess> {
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(PIECE));
        parser.process(piece.into());
        if let Some(excess) = parser.tokenizer.sink.sink.excess.get() {
            return Err(excess);
        }
        rest = after;
    }
    Ok(parser.finish())
}

/// A document that is being built, with what is counted in it.
struct Limits {
    document: Document,
    elements: Cell<usize>,
    /// What templates hold has no parent: the template of each content.
    templates: RefCell<HashMap<NodeId, NodeId>>,
    excess: Cell<Option<Excess>>,
}

impl Limits {
    fn of(document: Document) -> Self {
        Self {
            document,
            elements: Cell::new(0),
            templates: RefCell::default(),
            excess: Cell::new(None),
        }
    }

    /// Looks how deep a place is to which an element was added.
    fn measure(&self, parent: NodeId) {
        let templates = self.templates.borrow();
        let (mut top, mut depth) = (parent, 1);
        while depth <= DEEPEST {
            let tree = &self.document.tree;
            let above = tree.ancestor_ids_of_it(&top, None).next();
            let Some(above) = above.or_else(|| templates.get(&top).copied()) else {
                return;
            };
            top = above;
            depth += 1;
        }
        self.excess.set(Some(Excess::Depth));
    }
}

impl TreeSink for Limits {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    // Nobody reads them, and a damaged page has many.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        if self.elements.get() > MOST {
            self.excess.set(Some(Excess::Elements));
        }
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append(parent, child);
        self.measure(*parent);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.document
            .append_based_on_parent_node(element, previous, child);
        self.measure(*previous);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document
            .append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        self.templates.borrow_mut().insert(contents, *target);
        contents
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.document.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, child);
        self.measure(*sibling);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
        self.measure(*parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document
            .is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn however_deep_elements_are_nested_they_are_refused() {
        let many = |part: &str| part.repeat(4 * DEEPEST);
        for html in [
            many("<div>"),
            "<!-->".to_owned() + &many("<div>"),
            "<!-- --!>".to_owned() + &many("<div>"),
            "<svg>".to_owned() + &many("<tr>"),
            "<svg><title>".to_owned() + &many("<div>"),
            "<svg><style>".to_owned() + &many("<a>"),
            many("<div><object></div></object>"),
            many("<template>"),
            many("<table><tr><td>"),
            many("<div>") + "</body></html><!-- x -->",
        ] {
            let start = html.get(..40).unwrap_or_default();
            assert_eq!(page(&html).err(), Some(Excess::Depth), "{start}");
            assert_eq!(fragment(&html).err(), Some(Excess::Depth), "{start}");
        }
    }

    #[test]
    fn many_elements_side_by_side_are_read_and_too_many_refused() {
        let broad = "<div><p>a<br><i></div><hr>".repeat(4 * DEEPEST);
        assert_eq!(page(&broad).err(), None);
        // What is not closed in a paragraph is opened again in each that follows.
        let mut marks = String::new();
        for id in 0..400 {
            write!(marks, "<b id={id}>").unwrap();
        }
        let bomb = format!("<p>{marks}{}", "<p>x".repeat(1_000));
        assert_eq!(page(&bomb).err(), Some(Excess::Elements));
    }

    #[test]
    fn pieces_make_no_difference() {
        for html in [
            "<p>über &amp; <script>if (a<b) '</p>'</script>".repeat(500),
            "<!doctype html><html><body>ü".to_owned() + &"é".repeat(9000),
        ] {
            assert_eq!(
                page(&html).unwrap().html(),
                Document::from(html.as_str()).html()
            );
            let whole = Document::fragment(html.as_str());
            assert_eq!(fragment(&html).unwrap().html(), whole.html());
        }
    }
}
