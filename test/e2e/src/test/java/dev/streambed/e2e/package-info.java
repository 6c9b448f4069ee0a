/// End-to-end tests of the product: what callers see, and what is recorded.
///
/// In: the built repository. Out: tests of the documented behaviour. The CDK app is run, the
/// synthesized template is started, and requests go over HTTP through the front doors.
///
/// 1. The product does not run in this JVM: the resources that `cdk deploy` would deploy run as
///    separate processes. Neither the gateway's classes nor the infrastructure's are on the class
///    path.
/// 2. Failures are requested in the prompt, which affects one request only, so that tests can share
///    one running product. Starting it takes seconds.
/// 3. Tests wait for asynchronous events; they do not sleep for a fixed time.
/// 4. The caller's view is checked together with the log line, the usage record and the request to
///    Bedrock.
/// 5. Recordings of real answers are used if available; synthetic ones of every family are always
///    used.
///
/// Out of scope: figures (`test/bench`), the fidelity of the local stack to AWS (`test/local`), and
/// tests that need an AWS account (`docs/operations.md`).
@NullMarked
package dev.streambed.e2e;

import org.jspecify.annotations.NullMarked;
