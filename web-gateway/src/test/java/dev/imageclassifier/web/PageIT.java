package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.web.http.security.BearerToken;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, with the real classifier. */
class PageIT {
  private static final Duration TIMEOUT = Await.TIMEOUT;
  private static final String BEST = ".image[data-state=done] .card:first-child .label";

  @TempDir static Path directory;
  private static StarterPipeline pipeline;
  private static Gateway gateway;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Chromium.require();
    pipeline = StarterPipeline.start(directory.resolve("state"));
    gateway = pipeline.gateway();
    chromium = Chromium.open(directory.resolve("profile"), "en-US");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
      gateway.close();
      pipeline.close();
    }
  }

  @BeforeEach
  void open() {
    chromium.size(1280, 900, 1, false);
    chromium.scheme("light");
    driver().get(gateway.address().toString());
    await("#status[data-state=ready]");
  }

  @AfterEach
  void theConsoleHasNoErrors() {
    List<String> errors =
        driver().manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(LogEntry::getMessage)
            // messages of the accessibility checker
            .filter(message -> !message.startsWith("rendering"))
            // error responses that a test provokes
            .filter(message -> !message.contains("the server responded with a status of 4"))
            .toList();
    assertEquals(List.of(), errors);
  }

  @Test
  void showsThreeLabelsForADroppedImage() throws Exception {
    chromium.screenshot("01-empty");
    assertAccessible();
    drop(file("boat.jpg", TestImages.sceneJpeg(1)));
    await(".frame img");
    assertTrue(text(".size").startsWith("720 × 540"), text(".size"));
    assertEquals("Classify", text("#classify"));
    chromium.screenshot("02-preview");
    assertAccessible();

    driver()
        .executeScript(
            """
            new MutationObserver((all) => {
              for (const it of all) {
                if (it.target.dataset.state === 'busy') document.title = 'seen busy';
              }
            }).observe(document.getElementById('images'), {
              attributes: true, subtree: true, attributeFilter: ['data-state'],
            });
            """);
    find("#classify").click();
    await(BEST);

    assertEquals("seen busy", driver().getTitle());
    assertEquals(3, driver().findElements(By.cssSelector(".card")).size());
    assertTrue(text(".card:first-child .percent").endsWith("%"));
    assertEquals("Done", text("#classify"));
    assertTrue(text(".facts").contains("starter"), text(".facts"));
    assertTrue(text("#announce").startsWith("boat.jpg: "), text("#announce"));
    await(".chip");
    assertTrue(
        driver().findElements(By.cssSelector(".chip .source")).stream()
            .anyMatch(it -> it.getText().equals("uploaded over HTTP")));
    chromium.screenshot("03-cards-desktop");
    assertAccessible();
    chromium.scheme("dark");
    chromium.screenshot("04-cards-dark");
    assertAccessible();
    chromium.size(640, 450, 2, false);
    chromium.screenshot("05-cards-zoom-200");
    assertNoHorizontalScrolling();
    assertAccessible();
  }

  @Test
  void fitsOnAPhone() throws Exception {
    chromium.size(390, 844, 2, true);
    driver().navigate().refresh();
    await("#status[data-state=ready]");
    chromium.screenshot("06-phone-empty");
    choose(file("boat.jpg", TestImages.sceneJpeg(3)));
    find("#classify").click();
    await(BEST);
    assertNoHorizontalScrolling();
    chromium.screenshot("07-phone-cards");
    assertAccessible();
    chromium.scheme("dark");
    chromium.screenshot("08-phone-dark");
  }

  @Test
  void showsSeveralImagesAsAGrid() throws Exception {
    for (int variant = 0; variant < 5; variant++) {
      choose(file("scene-" + variant + ".jpg", TestImages.sceneJpeg(variant)));
    }
    choose(file("cut.jpg", TestImages.truncatedJpeg()));
    assertEquals("Classify 6 images", text("#classify"));
    find("#classify").click();
    new WebDriverWait(driver(), TIMEOUT)
        .until(
            it ->
                it.findElements(By.cssSelector(".image[data-state=done]")).size() == 5
                    && it.findElements(By.cssSelector(".image[data-state=failed]")).size() == 1);
    chromium.screenshot("09-several");
    assertAccessible();
    assertNoHorizontalScrolling();
    chromium.scheme("dark");
    chromium.size(390, 844, 2, true);
    chromium.screenshot("10-several-phone-dark");
    assertNoHorizontalScrolling();
  }

  @Test
  void explainsEachFailure() throws Exception {
    dropAndClassify(file("truncated.jpg", TestImages.truncatedJpeg()));
    assertMessage("The file is truncated.");
    chromium.screenshot("11-error");
    assertAccessible();

    dropAndClassify(file("notes.jpg", TestImages.NOT_AN_IMAGE));
    assertMessage("does not start with the signature of an image format");

    dropAndClassify(file("notes.txt", TestImages.NOT_AN_IMAGE));
    assertMessage("This file is not an image.");
    assertEquals("Done", text("#classify"));

    clear();
    Path deleted = file("deleted.jpg", TestImages.sceneJpeg(5));
    drop(deleted);
    await(".frame img");
    Files.delete(deleted);
    find("#classify").click();
    assertMessage("This file cannot be read.");
    assertEquals("Done", text("#classify"));

    dropAndClassify(file("large.jpg", new byte[11 * 1024 * 1024]));
    assertMessage("This file has 11 MB.");
    chromium.screenshot("12-too-large");
  }

  private static void dropAndClassify(Path file) {
    clear();
    drop(file);
    find("#classify").click();
  }

  private static void clear() {
    if (find("#clear").isDisplayed()) {
      find("#clear").click();
    }
  }

  private static void assertMessage(String expected) {
    await(".image[data-state=failed]");
    String message = text(".image .message");
    assertTrue(message.contains(expected), message);
  }

  @Test
  void showsAHostileFileNameAsText() throws Exception {
    String name = "<img src=x onerror=\"document.title='broken'\">.jpg";
    byte[] image = TestImages.sceneJpeg(4);
    driver()
        .executeScript(
            """
            const [name, numbers, done] = arguments;
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(numbers)], name, {type: 'image/jpeg'}));
            window.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
            """,
            name,
            unsigned(image));
    find("#classify").click();
    await(BEST);
    assertEquals(name, text(".name"));
    assertEquals("Image classifier", driver().getTitle());
    assertEquals(1, driver().findElements(By.cssSelector(".image img")).size());
  }

  @Test
  void worksWithPasteAndKeyboardOnly() throws Exception {
    driver()
        .executeScript(
            """
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(arguments[0])], 'image.png', {type: 'image/png'}));
            window.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
            """,
            unsigned(TestImages.scenePng(0)));
    await(".frame img");
    WebElement focus = driver().switchTo().activeElement();
    for (int i = 0; i < 10 && !"classify".equals(focus.getDomAttribute("id")); i++) {
      focus.sendKeys(Keys.TAB);
      focus = driver().switchTo().activeElement();
    }
    focus.sendKeys(Keys.ENTER);
    await(BEST);
    assertEquals("classify", driver().switchTo().activeElement().getDomAttribute("id"));
  }

  @Test
  void asksForTheTokenOnceAndThenShowsTheStrip() throws Exception {
    String token = "0123456789abcdef";
    HttpSettings settings =
        HttpSettings.builder().port(0).token(Optional.of(new BearerToken(token))).build();
    try (Gateway guarded = pipeline.gateway(settings)) {
      driver().get(guarded.address().toString());
      await("#status[data-state=away]");
      choose(file("boat.jpg", TestImages.sceneJpeg(0)));
      find("#classify").click();
      await("#token-dialog[open]");
      chromium.screenshot("14-token");
      assertAccessible();
      driver().executeScript("window.setTimeout = () => 0"); // no reconnect by timer
      find("#token-input").sendKeys(token, Keys.ENTER);
      await(BEST);
      await("#status[data-state=ready]");
      driver().get("about:blank");
    }
  }

  @Test
  void appliesTheOrientationToThePreview() throws Exception {
    drop(file("rotated.jpg", TestImages.rotatedJpeg()));
    await(".frame img");
    assertTrue(text(".size").startsWith("720 × 540"), text(".size"));
  }

  @Test
  void usesChineseIfTheBrowserPrefersIt() throws Exception {
    try (Chromium chinese = Chromium.open(directory.resolve("profile-zh"), "zh-CN")) {
      chinese.size(1280, 900, 1, false);
      chinese.scheme("light");
      chinese.driver().get(gateway.address().toString());
      new WebDriverWait(chinese.driver(), TIMEOUT)
          .until(it -> it.findElement(By.id("status-text")).getText().equals("就绪"));
      assertEquals(
          "zh-CN", chinese.driver().findElement(By.tagName("html")).getDomAttribute("lang"));
      chinese
          .driver()
          .findElement(By.id("files"))
          .sendKeys(file("boat.jpg", TestImages.sceneJpeg(5)).toString());
      chinese.driver().findElement(By.id("classify")).click();
      new WebDriverWait(chinese.driver(), TIMEOUT)
          .until(it -> !it.findElements(By.cssSelector(BEST)).isEmpty());
      chinese.screenshot("13-chinese");
    }
  }

  @Test
  void loadsNoForeignResource() {
    @SuppressWarnings("unchecked")
    List<String> names =
        (List<String>)
            driver()
                .executeScript(
                    "return performance.getEntriesByType('resource').map(it => it.name)");
    assertFalse(names.isEmpty());
    String own = gateway.address().toString();
    assertEquals(List.of(), names.stream().filter(it -> !it.startsWith(own)).toList());
  }

  private static ChromeDriver driver() {
    return chromium.driver();
  }

  private static WebElement find(String selector) {
    return driver().findElement(By.cssSelector(selector));
  }

  private static String text(String selector) {
    return find(selector).getDomProperty("textContent");
  }

  private static void await(String selector) {
    new WebDriverWait(driver(), TIMEOUT)
        .until(it -> !it.findElements(By.cssSelector(selector)).isEmpty());
    driver()
        .executeAsyncScript(
            """
            const done = arguments[0];
            Promise.all([...document.images].map(it => it.decode().catch(() => 0)))
                .then(() => requestAnimationFrame(() => done()));
            """);
  }

  private static void choose(Path... files) {
    for (Path file : files) {
      find("#files").sendKeys(file.toAbsolutePath().toString());
    }
  }

  /** Dispatches the events of a drag from a file manager. */
  private static void drop(Path file) {
    driver()
        .executeScript(
            """
            const input = document.createElement('input');
            input.type = 'file';
            input.id = 'carrier';
            input.ariaLabel = 'carrier';
            document.body.append(input);
            """);
    find("#carrier").sendKeys(file.toAbsolutePath().toString());
    driver()
        .executeScript(
            """
            const data = new DataTransfer();
            const carrier = document.getElementById('carrier');
            data.items.add(carrier.files[0]);
            carrier.remove();
            const target = document.getElementById('drop');
            for (const type of ['dragenter', 'dragover', 'drop'])
              target.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
            """);
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static List<Integer> unsigned(byte[] bytes) {
    Integer[] numbers = new Integer[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return List.of(numbers);
  }

  private static void assertNoHorizontalScrolling() {
    assertEquals(
        true,
        driver()
            .executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }

  private static void assertAccessible() throws IOException {
    driver().executeScript(axe());
    String report =
        (String)
            driver()
                .executeAsyncScript(
                    """
                    const done = arguments[0];
                    axe.run(document, {resultTypes: ['violations']})
                        .then(it => done(JSON.stringify(it.violations)), it => done(String(it)));
                    """);
    JsonNode violations = new ObjectMapper().readTree(report);
    StringBuilder messages = new StringBuilder();
    violations.forEach(
        it ->
            messages.append(
                String.format(
                    Locale.ROOT,
                    "%s: %s %s%n",
                    it.get("id").asText(),
                    it.get("help").asText(),
                    it.get("nodes").findValuesAsText("html"))));
    assertEquals("", messages.toString());
  }

  private static String axe() throws IOException {
    String resource = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = PageIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
