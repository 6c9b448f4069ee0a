/// What a caller sees of the product, and what it leaves behind.
///
/// In: the repository as it was just built. Out: what its users were promised, held against the
/// real thing: the infrastructure's app is run, what it synthesizes is started, and everything is
/// asked for over HTTP through the front doors.
///
/// 1. Nothing of the product is called in this JVM: what `cdk deploy` would send to AWS runs as
///    processes of its own. Neither its classes nor the infrastructure's are on the class path.
/// 2. What goes wrong is asked for in the prompt, which strikes one request only, so that tests
///    share one running product and do not strike each other. Starting it takes seconds.
/// 3. Whatever happens by itself is awaited; nothing sleeps for a while and hopes.
/// 4. A caller's view is never enough: the log line, the usage record and what Bedrock was asked
///    are held against it.
/// 5. Recordings of real answers are used where they are; made-up ones of every family are always
///    used.
///
/// Out of scope: figures (`test/bench`), the local stack's own likeness to AWS (`test/local`), and
/// what only an account can settle (`docs/operations.md`).
@NullMarked
package dev.streambed.e2e;

import org.jspecify.annotations.NullMarked;
