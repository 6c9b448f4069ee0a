/// What tests and people may ask of the running stack.
///
/// In: JSON over HTTP on a loopback port of its own. Out: health, the functions' processes, faults
/// of the Bedrock endpoint, new customers, what the tables hold, and what whoever runs the account
/// would know: outputs, endpoints, credentials. `README.md` lists the routes.
///
/// 1. The product knows nothing of it: no function is given its address.
/// 2. A request that carries an Origin, or is for another host, is refused, so that no web page can
///    use it.
@NullMarked
package dev.streambed.local.control;

import org.jspecify.annotations.NullMarked;
