/// Identifies the caller: the headers of a call in, the customer or a refusal out.
///
/// 1. The tables hold the SHA-256 of API keys, and keys are looked up by it. *Why: somebody who can
///    read a table, a backup or a log must not be able to make calls.* An API key is 256 random
///    bits, so neither a salt nor a slow hash would add anything.
/// 2. A value that does not look like an API key is refused without I/O. *Why: guesses must cost
///    nothing.*
/// 3. API keys and customers that were found are cached for at most 60 seconds each, and their
///    number is bounded. *Why: a lookup per request adds cost and latency; a minute is the
///    documented time until a revocation or a suspension takes effect everywhere.* Expiry is
///    checked on every call.
/// 4. The result that nothing was found is cached for 30 seconds, in a bounded cache of its own.
///    *Why: a stranger who repeats a call must cost nothing and must not evict anybody.* A newly
///    issued key still works at once, since its 32 random bytes cannot have been looked up before.
///    A customer that is created under an id that was looked up before works after those 30
///    seconds.
/// 5. All refusals have the same message, except that of a suspended customer, who did present a
///    valid key. *Why: a stranger must not learn whether a key is unknown or revoked.*
/// 6. A call is refused when the status is unknown or the tables cannot be read. *Why: fail
///    closed.*
/// 7. A browser key is an item of the same table, valid for minutes, that names the API key it was
///    issued with. Each call looks that key up as well, through the same cache. *Why: revoking a
///    key must also revoke the browser keys that were issued with it.* A browser key cannot issue
///    browser keys. *Why: it would never expire.*
/// 8. A key that is kept in memory is kept as a [dev.streambed.gateway.auth.VerifiedCredential],
///    never as the key itself.
/// 9. When an API key was last used is written to its item after the answer, at most once an hour.
///    *Why: operators ask it before they revoke a key, and no answer may wait for it.*
///
/// Out of scope: what the customer may do (`limit`), issuing and revoking API keys (the CLI).
@NullMarked
package dev.streambed.gateway.auth;

import org.jspecify.annotations.NullMarked;
