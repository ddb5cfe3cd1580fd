//! Signing in: a plain form that needs no script.

use leptos::prelude::*;

use super::{Document, Site, document};

/// The whole document; `error` says what went wrong with the last try, whose address was `email`, `next` is where to
/// go then.
pub fn sign_in(site: &Site, next: &str, email: &str, error: Option<&str>) -> String {
    let title = if error.is_some() { "Error: Sign in – Sectorwise" } else { "Sign in – Sectorwise" };
    let page = Document { class: "open-air", skip: || "Skip to sign in", ..Document::plain(title) };
    let (next, email, error) = (next.to_owned(), email.to_owned(), error.map(str::to_owned));
    document(site, page, move || {
        let is_wrong = error.is_some();
        let described = is_wrong.then_some("wrong");
        let problem = error.map(|words| {
            view! {
                <div class="summary flow g1" role="alert" aria-labelledby="summary-title">
                    <h2 id="summary-title">"There is a problem"</h2>
                    <ul><li><a href="#email" id="wrong">{words}</a></li></ul>
                </div>
            }
        });
        view! {
            <div class="broadsheet swap">
                <section aria-labelledby="title">
                    {problem}
                    <h1 id="title">"Sign in"</h1>
                    <p class="soft">"For officers and coordinators who design, run and watch surveys."</p>
                    <form class="flow g5 after" method="post" action="/sign-in" novalidate>
                        <input type="hidden" name="next" value=next/>
                        <div class="flow g1">
                            <label class="label" for="email">"Email address"</label>
                            <input class="input" id="email" name="email" type="email" value=email autocomplete="username" inputmode="email" spellcheck="false"
                                aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                        </div>
                        <div class="flow g1">
                            <label class="label" for="password">"Password"</label>
                            <input class="input" id="password" name="password" type="password" autocomplete="current-password"
                                aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                        </div>
                        <button class="button wide">"Sign in"</button>
                        <p class="small soft">"Forgotten your password? Whoever runs this installation can give you a new one. Nobody can see the old one."</p>
                    </form>
                </section>
                <div class="flow g6 airy">
                    <p class="motto"><span>"Forty-five questions."</span>" "<span>"Every borough and the City."</span>" "<span>"One count."</span></p>
                    <aside class="flow g2" aria-labelledby="answer">
                        <h2 id="answer">"Here to answer a survey?"</h2>
                        <p>"You do not need to sign in. Open the link from your invitation, or "<a href="/">"start on the front page"</a>"."</p>
                    </aside>
                </div>
            </div>
        }
        .into_any()
    })
}
