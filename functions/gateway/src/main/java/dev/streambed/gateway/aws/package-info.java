/// Code around the AWS SDK that several packages need: exception names for the log, signed requests
/// to services that the function has no client for, and timeouts.
///
/// 1. The log gets an exception's name, never its message. *Why: AWS's messages quote account
///    numbers, ARNs, table names and parts of prompts.*
/// 2. [SignedPost] is the SDK's signer over the HTTP client that is loaded in any case. *Why: three
///    more clients of the SDK would slow every cold start, for one operation each.*
/// 3. [SilenceTimeoutHttpClient] aborts a request when the other side was silent while this process
///    was idle; it does not measure wall-clock time alone. *Why: a process without a CPU cannot
///    read a response that has arrived, and taking that for an unreachable table would refuse
///    callers for nothing.*
/// 4. [BedrockHttpClient] sends an operation of Bedrock's as signed bytes, one client for each
///    Region. *Why: the SDK's own client would drop members that it does not know.*
/// 5. [CallDeadline] bounds work for a caller who waits. *Why it is a scope and not an argument:
///    every method of every table would need the argument. Work that must happen in any case runs
///    outside of the scope.*
@NullMarked
package dev.streambed.gateway.aws;

import org.jspecify.annotations.NullMarked;
