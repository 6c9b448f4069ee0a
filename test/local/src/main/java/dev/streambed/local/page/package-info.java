/// The chat page, on a port of its own.
///
/// In: a folder of static files, and where the stack listens. Out: the files, and `/config.json`,
/// by which the page knows its endpoints, a token and the models.
///
/// 1. A page that was opened from anywhere else gets nothing: `/config.json` holds a token, so a
///    request for another host (DNS rebinding) is refused, and no CORS header is ever sent.
/// 2. The folder's own `site.json` says which paths stand for which files ([SiteFiles]), so that a
///    page can import the client and its libraries from where they lie, without a build. Nothing
///    else is served: no dot files, no listings, no way out.
/// 3. Nothing is kept without asking again, because whoever works on the page reloads it.
///
/// Out of scope: what the page does; `client-js` owns it.
@NullMarked
package dev.streambed.local.page;

import org.jspecify.annotations.NullMarked;
