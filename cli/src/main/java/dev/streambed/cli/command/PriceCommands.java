package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.PriceBookVersion;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prices` and its subcommands.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PriceCommands {

  private static final String TAKES_EFFECT_SOON = "running functions follow within ten minutes";

  private final CommandContext context;

  private PriceCommands(CommandContext context) {
    this.context = context;
  }

  static CommandLine group(CommandContext context) {
    PriceCommands commands = new PriceCommands(context);
    return CommandRunner.group("prices", "Manages price books, which set the cost of answers.")
        .addSubcommand(commands.new PutPrices())
        .addSubcommand(commands.new ListPrices())
        .addSubcommand(commands.new ShowPrices())
        .addSubcommand(commands.new UsePrices());
  }

  /// Finds a price book in the table, or the one bundled with this release.
  ///
  /// @param version that of a book in the table, `bundled`, or the full version of the bundled one
  static Optional<PriceBook> findBook(StackTables tables, Instant now, String version) {
    if (version.startsWith(PriceBookVersion.BUNDLED)) {
      PriceBook bundled = PriceBook.bundled();
      boolean named = version.equals(PriceBookVersion.BUNDLED) || version.equals(bundled.version());
      return named ? Optional.of(bundled) : Optional.empty();
    }
    return PriceBookVersion.isValid(version)
        ? new PriceBookTable(tables, now).find(version)
        : Optional.empty();
  }

  /// Reads a price file. An error in the file is a usage error.
  ///
  /// @param version the name of the book; absent: derived from its content
  static PriceBook readFile(Path path, Optional<String> version, StackOptions stackOptions) {
    byte[] bytes = bytes(path, stackOptions);
    try {
      PriceBook book = PriceBook.parse("unnamed", bytes);
      if (!PriceBookTable.fits(book)) {
        throw stackOptions.usageError(path + " has more prices than the table takes at once");
      }
      return PriceBook.parse(
          version.orElseGet(() -> PriceBookVersion.ofContent(book.write())), bytes);
    } catch (PriceBookException wrong) {
      throw stackOptions.usageError(path + " is no price book: " + wrong.getMessage());
    }
  }

  private static byte[] bytes(Path path, StackOptions stackOptions) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw stackOptions.usageError(path + " cannot be read");
    }
  }

  /// `prices put`.
  @Command(
      name = "put",
      description = {
        "Stores a price book and prints its version. docs/prices.md describes the format.",
        "It sets the cost of answers only when it is in use: --use, or `prices use`."
      })
  final class PutPrices implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The price file, JSON.")
    private Path file;

    @Option(
        names = "--version",
        order = 1,
        paramLabel = "VERSION",
        description = "The version, as usage records name it. Default: derived from the content.")
    private Optional<String> version;

    @Option(names = "--use", order = 2, description = "Prices answers by this book from now on.")
    private boolean use;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      if (version.filter(name -> !PriceBookVersion.isValid(name)).isPresent()) {
        throw stackOptions.usageError("--version is " + PriceBookVersion.FORMAT);
      }
      PriceBook book = readFile(file, version, stackOptions);
      return context.run(stackOptions, tables -> put(tables, book));
    }

    private CommandResult put(StackTables tables, PriceBook book) {
      return switch (new PriceBookTable(tables, context.now()).put(book, use)) {
        case DONE -> CommandResult.done(output(book, "%s has prices of %d models"));
        case WAS_THERE -> CommandResult.done(output(book, "%s was there before, with %d models"));
        case TAKEN ->
            new CommandResult.Refused(
                "there is another book %s, and a version never changes: choose another --version"
                    .formatted(book.version()));
      };
    }

    private CommandResult.Output output(PriceBook book, String sentence) {
      CommandResult.Output output =
          CommandResult.Output.of(
                  List.of(book.version()),
                  new JsonFields()
                      .text("version", book.version())
                      .number("models", book.size())
                      .flag("used", use)
                      .build())
              .withNote(sentence.formatted(book.version(), book.size()));
      return use ? output.withNote(TAKES_EFFECT_SOON) : output;
    }
  }

  /// `prices list`.
  @Command(
      name = "list",
      description =
          "Lists the price books and shows which is in use. The first one is bundled with this"
              + " release.")
  final class ListPrices implements Callable<Integer> {

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return context.run(stackOptions, this::list);
    }

    private CommandResult list(StackTables tables) {
      PriceBookTable books = new PriceBookTable(tables, context.now());
      PriceBook bundled = PriceBook.bundled();
      List<PriceBookTable.Entry> all = new ArrayList<>();
      all.add(
          new PriceBookTable.Entry(
              bundled.version(),
              OptionalLong.of(bundled.size()),
              "",
              books.currentVersion().isEmpty()));
      all.addAll(books.all());
      return CommandResult.done(
          CommandResult.Output.of(table(all), all.stream().map(ListPrices::json).toList()));
    }

    private static List<String> table(List<PriceBookTable.Entry> books) {
      TextTable table =
          new TextTable()
              .textColumn("VERSION")
              .numberColumn("MODELS")
              .textColumn("CREATED")
              .textColumn("IN USE");
      for (PriceBookTable.Entry book : books) {
        table.row(
            List.of(
                book.version(),
                book.models().isPresent() ? Long.toString(book.models().getAsLong()) : "",
                ValueFormat.day(book.createdAt()),
                book.isUsed() ? "yes" : ""));
      }
      return table.lines();
    }

    private static JsonObject json(PriceBookTable.Entry book) {
      JsonFields fields = new JsonFields().text("version", book.version());
      book.models().ifPresent(models -> fields.number("models", models));
      return fields.text("createdAt", book.createdAt()).flag("used", book.isUsed()).build();
    }
  }

  /// `prices show`.
  @Command(name = "show", description = "Prints a price book as a price file.")
  final class ShowPrices implements Callable<Integer> {

    @Parameters(
        paramLabel = "VERSION",
        description = "The version, or `bundled` for the book bundled with this release.")
    private String version;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return context.run(stackOptions, this::show);
    }

    private CommandResult show(StackTables tables) {
      return findBook(tables, context.now(), version)
          .map(book -> CommandResult.done(output(book)))
          .orElseGet(() -> new CommandResult.NotFound("there is no price book " + version));
    }

    private static CommandResult.Output output(PriceBook book) {
      String json = book.write();
      return CommandResult.Output.of(
          List.of(json), (JsonObject) Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /// `prices use`.
  @Command(
      name = "use",
      description =
          "Prices answers by a book from now on. `usage re-rate` changes the cost of past ones.")
  final class UsePrices implements Callable<Integer> {

    @Parameters(
        paramLabel = "VERSION",
        description = "The version, or `bundled` for the book bundled with the function.")
    private String version;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return context.run(stackOptions, this::use);
    }

    private CommandResult use(StackTables tables) {
      PriceBookTable books = new PriceBookTable(tables, context.now());
      if (version.equals(PriceBookVersion.BUNDLED)) {
        books.clearCurrent();
      } else if (!PriceBookVersion.isValid(version) || !books.setCurrent(version)) {
        return new CommandResult.NotFound("there is no price book " + version);
      }
      return CommandResult.done(
          CommandResult.Output.of(List.of(version), new JsonFields().text("uses", version).build())
              .withNote(TAKES_EFFECT_SOON));
    }
  }
}
