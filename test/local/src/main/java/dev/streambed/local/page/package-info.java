/// The chat page, on a port of its own.
///
/// In: a folder of static files, and the stack's URLs. Out: the files, and `/config.json` with the
/// page's endpoints, an API key and the models.
///
/// 1. Other sites cannot read it: `/config.json` holds an API key, so a request for another host
///    (DNS rebinding) is refused, and no CORS header is ever sent.
/// 2. The folder's own `site.json` maps paths to files ([SiteFiles]), so that a page can import the
///    client and its libraries from their own folders, without a build. Nothing else is served: no
///    dot files, no listings, nothing outside these folders.
/// 3. Browsers must revalidate every file, because developers of the page reload it often.
///
/// Out of scope: what the page does; `client-js` owns it.
@NullMarked
package dev.streambed.local.page;

import org.jspecify.annotations.NullMarked;
