package dev.streambed.cli.tables;

import dev.streambed.cli.domain.PriceBookEntry;
import dev.streambed.gateway.price.PriceBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The table `prices`. `docs/prices.md` says how books are kept in it.
///
/// @param now when it is; written into what is put
public record PriceBookTable(StackTables stackTables, Instant now) {

  private static final String CURRENT = "current";
  private static final String FIRST_PART = "0001";
  private static final String MODELS = "models";

  /// How putting a book ended.
  public enum PutResult {
    DONE,
    /// The same book is there under the same name.
    WAS_THERE,
    /// Another book has this name.
    TAKEN
  }

  /// Puts a book, all of it or nothing.
  ///
  /// @param use whether answers are to be priced by it from now on
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

  /// Reads a book.
  public Optional<PriceBook> find(String version) {
    return json(version)
        .map(json -> PriceBook.parse(version, json.getBytes(StandardCharsets.UTF_8)));
  }

  /// Has answers priced by a book from now on.
  ///
  /// @return whether there is such a book
  public boolean setCurrent(String version) {
    return new WriteTransaction(stackTables.dynamoDb())
        .requireExists(table(), AttributeNames.BOOK, key(version, FIRST_PART))
        .put(table(), current(version))
        .commit()
        .isEmpty();
  }

  /// Has answers priced by the book that comes with the function from now on.
  public void clearCurrent() {
    stackTables
        .dynamoDb()
        .deleteItem(request -> request.tableName(table()).key(key(CURRENT, CURRENT)));
  }

  /// The version in use; absent: the book that comes with the function.
  public Optional<String> currentVersion() {
    var item =
        stackTables
            .dynamoDb()
            .getItem(request ->
                request.tableName(table()).key(key(CURRENT, CURRENT)).consistentRead(true))
            .item();
    return ItemReader.text(item, AttributeNames.USES);
  }

  /// Every book, by version.
  public List<PriceBookEntry> all() {
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
            .expressionAttributeValues(Map.of(":first", ItemWriter.text(FIRST_PART)))
            .build();
    return stackTables.dynamoDb().scanPaginator(request).items().stream()
        .map(item -> entry(item, used))
        .sorted(Comparator.comparing(PriceBookEntry::version))
        .toList();
  }

  private static PriceBookEntry entry(Map<String, AttributeValue> item, Optional<String> used) {
    String version = ItemReader.text(item, AttributeNames.BOOK).orElse("");
    OptionalLong models =
        ItemReader.number(item, MODELS).stream().mapToLong(BigDecimal::longValue).findFirst();
    return new PriceBookEntry(
        version,
        models,
        ItemReader.text(item, AttributeNames.CREATED_AT).orElse(""),
        used.filter(version::equals).isPresent());
  }

  private Optional<String> json(String version) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .keyConditionExpression("#book = :version")
            .expressionAttributeNames(Map.of("#book", AttributeNames.BOOK))
            .expressionAttributeValues(Map.of(":version", ItemWriter.text(version)))
            .build();
    String json =
        stackTables.dynamoDb().queryPaginator(request).items().stream()
            .map(part -> ItemReader.text(part, AttributeNames.JSON).orElse(""))
            .collect(Collectors.joining());
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private List<Map<String, AttributeValue>> parts(PriceBook book) {
    List<String> texts = PriceBookParts.split(book.write());
    return IntStream.range(0, texts.size())
        .mapToObj(at -> part(book, "%04d".formatted(at + 1), texts.get(at)))
        .toList();
  }

  private Map<String, AttributeValue> part(PriceBook book, String number, String json) {
    Map<String, AttributeValue> item = new HashMap<>(key(book.version(), number));
    item.put(AttributeNames.JSON, ItemWriter.text(json));
    if (number.equals(FIRST_PART)) {
      item.put(MODELS, AttributeValue.fromN(Integer.toString(book.size())));
      item.put(AttributeNames.CREATED_AT, ItemWriter.text(now.toString()));
    }
    return item;
  }

  private Map<String, AttributeValue> current(String version) {
    Map<String, AttributeValue> item = new HashMap<>(key(CURRENT, CURRENT));
    item.put(AttributeNames.USES, ItemWriter.text(version));
    item.put(AttributeNames.UPDATED_AT, ItemWriter.text(now.toString()));
    return item;
  }

  private static Map<String, AttributeValue> key(String book, String version) {
    return Map.of(
        AttributeNames.BOOK,
        ItemWriter.text(book),
        AttributeNames.VERSION,
        ItemWriter.text(version));
  }

  private String table() {
    return stackTables.names().pricesOrThrow();
  }
}
