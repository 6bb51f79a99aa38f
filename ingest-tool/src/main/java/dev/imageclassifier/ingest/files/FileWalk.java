package dev.imageclassifier.ingest.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The files under one path, in the order of their names, folders where their name stands. Holds
 * entries of the folders on the way down to the current file and no more.
 *
 * <p>Hidden files and folders, symbolic links and what is neither file nor folder are left out,
 * unless the path itself names one: then that is what was asked for.
 */
final class FileWalk implements Iterator<ImageFile> {
  private record Folder(String prefix, Path real, Iterator<Path> entries) {}

  private final Deque<Folder> open = new ArrayDeque<>();
  private final FileSelection selection;
  private final Globs include;
  private final Globs exclude;
  private final BiConsumer<Path, IOException> problems;
  private ArchiveReader archive;
  private ImageFile next;

  /** A walk that leaves nothing out. */
  FileWalk(Path root, BiConsumer<Path, IOException> problems) {
    this(root, FileSelection.of(List.of()), problems);
  }

  /**
   * @param root a file or a folder
   * @param problems is told of what cannot be listed; the walk goes on behind it
   */
  FileWalk(Path root, FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.problems = problems;
    this.selection = selection;
    this.include = new Globs(selection.include());
    this.exclude = new Globs(selection.exclude());
    if (Files.isDirectory(root)) {
      enter("", root);
    } else if (ArchiveReader.isArchive(root)) {
      archive = new ArchiveReader(root, "", problems);
    } else {
      take(new LocalFile(fileName(root), root));
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && (archive != null || !open.isEmpty())) {
      if (archive != null) {
        unpack();
      } else if (open.peek().entries().hasNext()) {
        visit(open.peek().prefix(), open.peek().entries().next());
      } else {
        open.pop();
      }
    }
    return next != null;
  }

  @Override
  public ImageFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ImageFile found = next;
    next = null;
    return found;
  }

  void close() {
    if (archive != null) {
      archive.close();
      archive = null;
    }
  }

  private void unpack() {
    if (archive.hasNext()) {
      take(archive.next());
    } else {
      close();
    }
  }

  private void take(ImageFile file) {
    if ((include.isEmpty() || include.match(file.key())) && !exclude.match(file.key())) {
      next = file;
    }
  }

  private void visit(String prefix, Path entry) {
    try {
      if (Files.isHidden(entry)) {
        return;
      }
      LinkOption[] links =
          selection.followSymlinks()
              ? new LinkOption[0]
              : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, links);
      String key = prefix + fileName(entry);
      if (attributes.isDirectory()) {
        if (!exclude.match(key)) {
          enter(key + "/", entry);
        }
      } else if (attributes.isRegularFile()) {
        if (selection.archives() && ArchiveReader.isArchive(entry)) {
          archive = exclude.match(key) ? null : new ArchiveReader(entry, key + "/", problems);
        } else {
          take(new LocalFile(key, entry));
        }
      }
    } catch (IOException e) {
      problems.accept(entry, e);
    }
  }

  private void enter(String prefix, Path folder) {
    try {
      Path real = selection.followSymlinks() ? folder.toRealPath() : folder;
      if (selection.followSymlinks() && open.stream().anyMatch(up -> up.real().equals(real))) {
        problems.accept(
            folder,
            new FileSystemException(folder.toString(), null, "a link to a folder above it"));
        return;
      }
      open.push(new Folder(prefix, real, sortedEntries(folder)));
    } catch (IOException e) {
      problems.accept(folder, e);
    }
  }

  private static Iterator<Path> sortedEntries(Path folder) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      // the last element only: a folder with a million entries needs about 100 MB
      List<Path> names = listing.map(Path::getFileName).sorted().toList();
      return names.stream().map(folder::resolve).iterator();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
