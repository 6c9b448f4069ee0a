package dev.streambed.cli.tables;

import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.PriceBookException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The table `prices`. `docs/prices.md` describes its items.
///
/// @param now the time that is written into what changes
public record PriceBookTable(StackTables stackTables, Instant now) {

  private static final String CURRENT = "current";
  private static final String FIRST_PART = "0001";
  private static final String MODELS = "models";

  private static final int MAX_PART_BYTES = 350_000;

  /// What a transaction takes, which holds 4 MB.
  private static final int MAX_PARTS = 11;

  /// A price book in the table, without its prices.
  ///
  /// @param models how many models it has prices of, if the item says so
  /// @param createdAt ISO instant, or empty
  /// @param isUsed whether answers are priced by it
  public record Entry(String version, OptionalLong models, String createdAt, boolean isUsed) {}

  /// The result of storing a book.
  public enum PutResult {
    DONE,
    /// The same book was stored under the same version.
    WAS_THERE,
    /// Another book has this version.
    TAKEN
  }

  /// Stores a book in one transaction.
  ///
  /// @param use whether answers are priced by it from now on
  public PutResult put(PriceBook book, boolean use) {
    Optional<String> there = json(book.version());
    if (there.isPresent()) {
      boolean same = there.get().equals(book.write());
      if (same && use) {
        setCurrent(book.version());
      }
      return same ? PutResult.WAS_THERE : PutResult.TAKEN;
    }
    WriteTransaction writeTransaction = new WriteTransaction(stackTables.dynamoDb());
    parts(book).forEach(part -> writeTransaction.putNew(table(), AttributeNames.BOOK, part));
    if (use) {
      writeTransaction.put(table(), current(book.version()));
    }
    return writeTransaction.commit().isEmpty() ? PutResult.DONE : PutResult.TAKEN;
  }

  public Optional<PriceBook> find(String version) {
    return json(version)
        .map(json -> PriceBook.parse(version, json.getBytes(StandardCharsets.UTF_8)));
  }

  /// The book that answers are priced by; absent if it cannot be read, or not by this caller.
  public Optional<PriceBook> findActive() {
    if (stackTables.names().prices().isEmpty()) {
      return Optional.of(PriceBook.bundled());
    }
    try {
      Optional<String> current = currentVersion();
      return current.isEmpty() ? Optional.of(PriceBook.bundled()) : find(current.get());
    } catch (SdkException | PriceBookException unreadable) {
      return Optional.empty();
    }
  }

  /// Whether the table takes a book, which is written in one transaction.
  public static boolean fits(PriceBook book) {
    return split(book.write()).size() <= MAX_PARTS;
  }

  /// Prices answers by a book from now on.
  ///
  /// @return whether there is such a book
  public boolean setCurrent(String version) {
    return new WriteTransaction(stackTables.dynamoDb())
        .requireExists(table(), AttributeNames.BOOK, key(version, FIRST_PART))
        .put(table(), current(version))
        .commit()
        .isEmpty();
  }

  /// Prices answers by the book bundled with the function from now on.
  public void clearCurrent() {
    stackTables
        .dynamoDb()
        .deleteItem(request -> request.tableName(table()).key(key(CURRENT, CURRENT)));
  }

  /// The version in use; absent: the book bundled with the function.
  public Optional<String> currentVersion() {
    var item =
        stackTables
            .dynamoDb()
            .getItem(request ->
                request.tableName(table()).key(key(CURRENT, CURRENT)).consistentRead(true))
            .item();
    return Items.text(item, AttributeNames.USES);
  }

  /// All books, sorted by version.
  public List<Entry> all() {
    Optional<String> used = currentVersion();
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .filterExpression("#version = :first")
            .projectionExpression("#book, #models, #created")
            .expressionAttributeNames(
                Map.of(
                    "#version", AttributeNames.VERSION,
                    "#book", AttributeNames.BOOK,
                    "#models", MODELS,
                    "#created", AttributeNames.CREATED_AT))
            .expressionAttributeValues(Map.of(":first", Items.text(FIRST_PART)))
            .build();
    return stackTables.dynamoDb().scanPaginator(request).items().stream()
        .map(item -> entry(item, used))
        .sorted(Comparator.comparing(Entry::version))
        .toList();
  }

  private static Entry entry(Map<String, AttributeValue> item, Optional<String> used) {
    String version = Items.text(item, AttributeNames.BOOK).orElse("");
    OptionalLong models =
        Items.number(item, MODELS).stream().mapToLong(BigDecimal::longValue).findFirst();
    return new Entry(
        version,
        models,
        Items.text(item, AttributeNames.CREATED_AT).orElse(""),
        used.filter(version::equals).isPresent());
  }

  private Optional<String> json(String version) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .keyConditionExpression("#book = :version")
            .expressionAttributeNames(Map.of("#book", AttributeNames.BOOK))
            .expressionAttributeValues(Map.of(":version", Items.text(version)))
            .build();
    String json =
        stackTables.dynamoDb().queryPaginator(request).items().stream()
            .map(part -> Items.text(part, AttributeNames.JSON).orElse(""))
            .collect(Collectors.joining());
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private List<Map<String, AttributeValue>> parts(PriceBook book) {
    List<String> texts = split(book.write());
    return IntStream.range(0, texts.size())
        .mapToObj(at -> part(book, "%04d".formatted(at + 1), texts.get(at)))
        .toList();
  }

  private Map<String, AttributeValue> part(PriceBook book, String number, String json) {
    Map<String, AttributeValue> item = new HashMap<>(key(book.version(), number));
    item.put(AttributeNames.JSON, Items.text(json));
    if (number.equals(FIRST_PART)) {
      item.put(MODELS, AttributeValue.fromN(Integer.toString(book.size())));
      item.put(AttributeNames.CREATED_AT, Items.text(now.toString()));
    }
    return item;
  }

  private Map<String, AttributeValue> current(String version) {
    Map<String, AttributeValue> item = new HashMap<>(key(CURRENT, CURRENT));
    item.put(AttributeNames.USES, Items.text(version));
    item.put(AttributeNames.UPDATED_AT, Items.text(now.toString()));
    return item;
  }

  private static Map<String, AttributeValue> key(String book, String version) {
    return Map.of(
        AttributeNames.BOOK, Items.text(book), AttributeNames.VERSION, Items.text(version));
  }

  private String table() {
    return stackTables.names().pricesOrThrow();
  }

  /// Splits a text, because an item holds 400 KB at most.
  private static List<String> split(String json) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    int at = 0;
    while (at < json.length()) {
      int point = json.codePointAt(at);
      int length = utf8Length(point);
      if (bytes + length > MAX_PART_BYTES) {
        parts.add(json.substring(from, at));
        from = at;
        bytes = 0;
      }
      bytes += length;
      at += Character.charCount(point);
    }
    parts.add(json.substring(from));
    return parts;
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
