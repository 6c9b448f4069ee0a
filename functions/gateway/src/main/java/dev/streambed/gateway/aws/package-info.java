/// What several rooms need of the AWS SDK: an exception in, a name for the log out; a request to a
/// service without a client of its own in, its status out; a request over HTTP in, its answer out,
/// for as long as there is reason to wait for it.
///
/// 1. A name and never a message. *Why: AWS's messages quote account numbers, ARNs, table names and
///    parts of prompts.*
/// 2. [SignedPost] is the SDK's signer over the HTTP client that is loaded anyway. *Why: three more
///    clients of the SDK would cost every cold start, for one operation each.*
/// 3. [SilenceTimeoutHttpClient] gives a request up when the other side was silent while this
///    process was idle, and not by the clock. *Why: a process without a processor cannot hear an
///    answer that has come, and to take that for a table that is away refuses callers for nothing.*
/// 4. [CallDeadline] bounds what is done for a caller who waits. *Why: a scope and not an argument,
///    because every method of every table would have it; what must be done in any case is done
///    outside of it.*
@NullMarked
package dev.streambed.gateway.aws;

import org.jspecify.annotations.NullMarked;
