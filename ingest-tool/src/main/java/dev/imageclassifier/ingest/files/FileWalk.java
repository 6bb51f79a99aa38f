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
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Walks the files below one path in the order of their names; directories and files are sorted
 * together. Holds the entry names of the directories on the path to the current file.
 *
 * <p>Skips hidden files and directories, symbolic links, and special files, unless the path itself
 * is one.
 */
final class FileWalk implements ImageFiles.Source {
  private record Directory(String prefix, Path realPath, Iterator<Path> entries) {}

  private final Deque<Directory> openDirectories = new ArrayDeque<>();
  private final FileSelection selection;
  private final GlobFilter globs;
  private final BiConsumer<Path, IOException> problems;
  private ArchiveReader archive;
  private ImageFile rootFile;

  /**
   * @param root a file, a directory or an archive
   * @param problems receives each directory or archive that cannot be read; the walk continues
   */
  FileWalk(Path root, FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.problems = problems;
    this.selection = selection;
    this.globs = selection.globs();
    if (Files.isDirectory(root)) {
      enter("", root);
    } else if (ArchiveReader.isArchive(root)) {
      archive = new ArchiveReader(root, "", problems);
    } else {
      rootFile = new LocalFile(fileName(root), root);
    }
  }

  @Override
  public ImageFile next() {
    ImageFile found = accepted(rootFile);
    rootFile = null;
    while (found == null && (archive != null || !openDirectories.isEmpty())) {
      if (archive != null) {
        found = nextInArchive();
      } else if (openDirectories.peek().entries().hasNext()) {
        found = visit(openDirectories.peek().prefix(), openDirectories.peek().entries().next());
      } else {
        openDirectories.pop();
      }
    }
    return found;
  }

  @Override
  public void close() {
    if (archive != null) {
      archive.close();
      archive = null;
    }
  }

  private ImageFile accepted(ImageFile file) {
    return file != null && globs.accepts(file.key()) ? file : null;
  }

  private ImageFile nextInArchive() {
    ImageFile file = archive.next();
    if (file == null) {
      close();
    }
    return accepted(file);
  }

  private ImageFile visit(String prefix, Path entry) {
    try {
      if (Files.isHidden(entry)) {
        return null;
      }
      LinkOption[] links =
          selection.followSymlinks()
              ? new LinkOption[0]
              : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, links);
      String key = prefix + fileName(entry);
      if (attributes.isDirectory()) {
        if (!globs.excludes(key)) {
          enter(key + "/", entry);
        }
        return null;
      }
      if (!attributes.isRegularFile()) {
        return null;
      }
      if (selection.openArchives() && ArchiveReader.isArchive(entry)) {
        archive = globs.excludes(key) ? null : new ArchiveReader(entry, key + "/", problems);
        return null;
      }
      return accepted(new LocalFile(key, entry));
    } catch (IOException e) {
      problems.accept(entry, e);
      return null;
    }
  }

  private void enter(String prefix, Path directory) {
    try {
      Path real = selection.followSymlinks() ? directory.toRealPath() : directory;
      if (selection.followSymlinks()
          && openDirectories.stream().anyMatch(parent -> parent.realPath().equals(real))) {
        problems.accept(
            directory,
            new FileSystemException(directory.toString(), null, "links to one of its parents"));
        return;
      }
      openDirectories.push(new Directory(prefix, real, sortedEntries(directory)));
    } catch (IOException e) {
      problems.accept(directory, e);
    }
  }

  private static Iterator<Path> sortedEntries(Path directory) throws IOException {
    try (Stream<Path> listing = Files.list(directory)) {
      // names without their directory: a million entries need about 100 MB
      List<Path> names = listing.map(Path::getFileName).sorted().toList();
      return names.stream().map(directory::resolve).iterator();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
