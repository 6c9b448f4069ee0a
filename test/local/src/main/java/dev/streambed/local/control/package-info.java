/// The control endpoint of a running stack, for tests and people.
///
/// In: JSON over HTTP on a loopback port of its own. Out: health, the functions' processes, faults
/// of the Bedrock endpoint, new customers, the items of the tables, and what the account's owner
/// knows: outputs, endpoints, credentials. `README.md` lists the routes.
///
/// 1. The product does not know it: no function gets its address.
/// 2. A request with an Origin header, or for another host, is refused, so that no web page can use
///    it.
@NullMarked
package dev.streambed.local.control;

import org.jspecify.annotations.NullMarked;
