//! What makes an `El` a Leptos view.

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use super::El;
use super::dom::{ElState, build_el, hydrate_el};
use super::html::write_el;

impl Render for El {
    type State = ElState;

    fn build(self) -> ElState {
        build_el(self)
    }

    /// Nothing is compared: an `El` that changes stands in a `live` child.
    fn rebuild(self, state: &mut ElState) {
        let mut new = build_el(self);
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for El {
    type Output<NewAttr: Attribute> = El;

    /// Attributes are set where the `El` is made; none are spread onto it.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> El {
        self
    }
}

impl RenderHtml for El {
    type AsyncOutput = El;
    type Owned = El;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> El {
        self
    }

    fn to_html_with_buf(self, out: &mut String, position: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        // The browser only builds; without this it would carry the server's half along.
        if cfg!(feature = "ssr") {
            write_el(self, out, position);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> ElState {
        hydrate_el(self, cursor, position)
    }

    fn into_owned(self) -> El {
        self
    }
}
