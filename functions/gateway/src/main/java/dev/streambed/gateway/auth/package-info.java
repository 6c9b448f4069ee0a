/// Identifies the caller: the headers of a call in, the customer or a refusal out.
///
/// 1. The tables hold the SHA-256 of API keys, and keys are looked up by it. *Why: somebody who can
///    read a table, a backup or a log must not be able to call.* An API key is 256 random bits, so
///    neither a salt nor a slow hash would add anything.
/// 2. A value that does not look like an API key is refused without I/O. *Why: guessing must cost
///    us nothing.*
/// 3. API keys and customers that were found are cached for at most 60 seconds each, and their
///    number is bounded. *Why: a lookup per request is a cost and a delay; a minute is the promise
///    of how soon a revocation or a suspension takes effect everywhere.* Expiry is checked on every
///    call.
/// 4. The result that nothing was found is cached for 30 seconds, in a bounded cache of its own.
///    *Why: a stranger who repeats a call must cost nothing and must not evict anybody.* A newly
///    issued key still works at once: nobody can have asked for its 32 random bytes before. A
///    customer that is created under an id that somebody asked for works after those 30 seconds.
/// 5. Every refusal says the same, except that of a suspended customer, who did present a valid
///    key. *Why: a stranger must not learn whether a key is unknown or revoked.*
/// 6. An unknown status refuses the call, and so do tables that cannot be read. *Why: fail closed.*
/// 7. A browser key is one more item of the table, valid for minutes, that names the API key it was
///    issued with. Each call looks that key up as well, through the same cache. *Why: revoking a
///    key must also revoke the browser keys that were issued with it.* A browser key cannot issue
///    browser keys. *Why: it would never expire.*
/// 8. A key that is kept in memory is kept as a [dev.streambed.gateway.auth.VerifiedCredential],
///    never as the key itself.
///
/// Out of scope: what the customer may do (`limit`), issuing and revoking API keys (the CLI).
@NullMarked
package dev.streambed.gateway.auth;

import org.jspecify.annotations.NullMarked;
