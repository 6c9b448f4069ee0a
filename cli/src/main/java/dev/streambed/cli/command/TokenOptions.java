package dev.streambed.cli.command;

import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.TokenReference;
import dev.streambed.cli.vocabulary.Verdict;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Which token is meant.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TokenOptions {

  @Option(
      names = "--token",
      order = 1,
      required = true,
      paramLabel = "PREFIX",
      description = "The token: its first 11 characters, or all of it.")
  private TokenReference token;

  @Option(
      names = "--customer",
      order = 2,
      paramLabel = "ID",
      description = "Looks among this customer's tokens only: quicker when there are very many.")
  private Optional<CustomerId> customer;

  Verdict one(Tables tables, Function<ApiKey, Verdict> work) {
    return Tokens.one(tables, token, customer, work);
  }
}
