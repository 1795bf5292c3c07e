<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QtFailover</name>
    <message>
        <source>Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new instance may not see the primary at once; allow abstract sockets and raise the limit of open files.</source>
        <translation>Der abstrakte Socket der Epoche %1 kann nicht gebunden werden: %2. Wird das Verzeichnis der Gruppe inzwischen gelöscht, sieht eine neue Instanz die primäre womöglich nicht sofort; erlauben Sie abstrakte Sockets und erhöhen Sie die Grenze für offene Dateien.</translation>
    </message>
    <message>
        <source>Neither netlink nor /proc/net/unix tells which abstract sockets exist. Make /proc readable for the application.</source>
        <translation>Weder netlink noch /proc/net/unix sagt, welche abstrakten Sockets es gibt. Machen Sie /proc für die Anwendung lesbar.</translation>
    </message>
    <message>
        <source>There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set. Everything works without it, but nothing is shown on D-Bus.</source>
        <translation>Es gibt keinen Sitzungsbus: Weder DBUS_SESSION_BUS_ADDRESS noch XDG_RUNTIME_DIR ist gesetzt. Alles funktioniert auch ohne ihn, aber auf D-Bus wird nichts angezeigt.</translation>
    </message>
    <message>
        <source>The session bus %1 is not used: only addresses that begin with unix: can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one.</source>
        <translation>Der Sitzungsbus %1 wird nicht verwendet: Nur Adressen, die mit unix: beginnen, lassen sich ohne Warten prüfen. Setzen Sie DBUS_SESSION_BUS_ADDRESS auf eine solche.</translation>
    </message>
    <message>
        <source>The session bus %1 is not there. Everything works without it, and it is looked for again; start it to see the instances on D-Bus.</source>
        <translation>Der Sitzungsbus %1 ist nicht vorhanden. Alles funktioniert auch ohne ihn, und es wird weiter nach ihm gesucht; starten Sie ihn, um die Instanzen auf D-Bus zu sehen.</translation>
    </message>
    <message>
        <source>The session bus %1 refuses this process. Check that the address is that of the user&apos;s own bus; it is tried again.</source>
        <translation>Der Sitzungsbus %1 weist diesen Prozess ab. Prüfen Sie, ob die Adresse die des eigenen Busses des Benutzers ist; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The session bus %1 does not answer. Everything works without it, and it is tried again; restart it if it hangs.</source>
        <translation>Der Sitzungsbus %1 antwortet nicht. Alles funktioniert auch ohne ihn, und es wird wieder versucht; starten Sie ihn neu, wenn er hängt.</translation>
    </message>
    <message>
        <source>The session bus %1 answers, but Qt cannot connect to it. It is tried again.</source>
        <translation>Der Sitzungsbus %1 antwortet, aber Qt kann sich nicht mit ihm verbinden. Es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The bus name %1 is not to be had (%2). Roles do not depend on it. End the program that owns it, or in a sandbox choose a group below the application&apos;s id.</source>
        <translation>Der Busname %1 ist nicht zu bekommen (%2). Die Rollen hängen nicht davon ab. Beenden Sie das Programm, dem er gehört, oder wählen Sie in einer Sandbox eine Gruppe unterhalb der Anwendungskennung.</translation>
    </message>
    <message>
        <source>Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that the disk is not full.</source>
        <translation>In %1 kann kein lokaler Socket angelegt werden: %2. Prüfen Sie, ob das Verzeichnis vorhanden und beschreibbar und der Datenträger nicht voll ist.</translation>
    </message>
    <message>
        <source>No file can be made in %1: %2. Make room and make it writable for you, or choose another runtimeDirectory.</source>
        <translation>In %1 kann keine Datei angelegt werden: %2. Schaffen Sie Platz und machen Sie es für sich beschreibbar, oder wählen Sie ein anderes runtimeDirectory.</translation>
    </message>
    <message>
        <source>The lock file in %1 cannot be written. Make room, or choose another runtimeDirectory.</source>
        <translation>Die Sperrdatei in %1 kann nicht geschrieben werden. Schaffen Sie Platz, oder wählen Sie ein anderes runtimeDirectory.</translation>
    </message>
    <message>
        <source>No file in %1 can be locked. Choose a runtimeDirectory on a local file system.</source>
        <translation>In %1 kann keine Datei gesperrt werden. Wählen Sie ein runtimeDirectory auf einem lokalen Dateisystem.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made: %2. Make it yourself, for you alone (mode 0700), or choose another one.</source>
        <translation>Das Verzeichnis %1 kann nicht angelegt werden: %2. Legen Sie es selbst an, nur für sich (Modus 0700), oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be opened: %2. Make it yours, with mode 0700, or choose another one.</source>
        <translation>Das Verzeichnis %1 kann nicht geöffnet werden: %2. Machen Sie es zu Ihrem eigenen, mit Modus 0700, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>%1 is not a directory. Remove it, or choose another one.</source>
        <translation>%1 ist kein Verzeichnis. Entfernen Sie es, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link where only a directory is trusted. Remove it, or choose another directory.</source>
        <translation>%1 ist eine symbolische Verknüpfung, wo nur einem Verzeichnis vertraut wird. Entfernen Sie sie, oder wählen Sie ein anderes Verzeichnis.</translation>
    </message>
    <message>
        <source>The directory %1 belongs to the user with the number %2, not to this user. Choose another directory.</source>
        <translation>Das Verzeichnis %1 gehört dem Benutzer mit der Nummer %2, nicht diesem Benutzer. Wählen Sie ein anderes Verzeichnis.</translation>
    </message>
    <message>
        <source>The directory %1 can be changed by other users (mode %2). Take that right away (chmod go-w), or choose another one.</source>
        <translation>Das Verzeichnis %1 kann von anderen Benutzern verändert werden (Modus %2). Entziehen Sie dieses Recht (chmod go-w), oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made. Make it yourself, or choose another one.</source>
        <translation>Das Verzeichnis %1 kann nicht angelegt werden. Legen Sie es selbst an, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2. Make room and make its directory yours, or choose another runtimeDirectory.</source>
        <translation>%1 kann nicht verwendet werden: %2. Schaffen Sie Platz und machen Sie sein Verzeichnis zu Ihrem eigenen, oder wählen Sie ein anderes runtimeDirectory.</translation>
    </message>
    <message>
        <source>Whether %1 is locked cannot be told; it is taken for locked. Make it readable for you, or remove it when no instance runs.</source>
        <translation>Ob %1 gesperrt ist, lässt sich nicht feststellen; es gilt als gesperrt. Machen Sie es für sich lesbar, oder entfernen Sie es, wenn keine Instanz läuft.</translation>
    </message>
    <message>
        <source>The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. Choose a shorter runtimeDirectory.</source>
        <translation>Der Pfad %1 hat %2 Bytes; Sockets sind nur in Pfaden von höchstens %3 Bytes möglich. Wählen Sie ein kürzeres runtimeDirectory.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Make room and make it writable for you; until then epochs are safe only as long as the runtime directory lasts.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Schaffen Sie Platz und machen Sie es für sich beschreibbar; bis dahin sind die Epochen nur sicher, solange das Laufzeitverzeichnis besteht.</translation>
    </message>
    <message>
        <source>The last %1 instances that became primary failed while they were promoted; no other follows them by itself. Remove the cause, then start an instance or call takeOver().</source>
        <translation>Die letzten %1 Instanzen, die primär wurden, sind bei der Beförderung gescheitert; von selbst folgt ihnen keine weitere. Beseitigen Sie die Ursache, und starten Sie dann eine Instanz, oder rufen Sie takeOver() auf.</translation>
    </message>
    <message>
        <source>There are no epochs left.</source>
        <translation>Es sind keine Epochen mehr übrig.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary; this one was told to run as primary or not at all.</source>
        <translation>Eine andere Instanz von %1 ist primär; diese sollte primär laufen oder gar nicht.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary, but not in this runtime directory, and cannot be reached. Start both with the same XDG_RUNTIME_DIR, or set Config::runtimeDirectory.</source>
        <translation>Eine andere Instanz von %1 ist primär, aber nicht in diesem Laufzeitverzeichnis, und nicht erreichbar. Starten Sie beide mit demselben XDG_RUNTIME_DIR, oder setzen Sie Config::runtimeDirectory.</translation>
    </message>
    <message>
        <source>An instance of %1 holds the guard of the role but does not answer: it is stopped or frozen. Let it go on, or end it.</source>
        <translation>Eine Instanz von %1 hält den Wächter der Rolle, antwortet aber nicht: Sie ist angehalten oder eingefroren. Lassen Sie sie weiterlaufen, oder beenden Sie sie.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 failed: %2. The role is free for the next instance; this one tries again later.</source>
        <translation>Die Beförderung zur Epoche %1 ist gescheitert: %2. Die Rolle ist frei für die nächste Instanz; diese versucht es später wieder.</translation>
    </message>
    <message>
        <source>This instance did not become primary: %1.</source>
        <translation>Diese Instanz ist nicht primär geworden: %1.</translation>
    </message>
    <message>
        <source>The role was not handed over: %1.</source>
        <translation>Die Rolle wurde nicht übergeben: %1.</translation>
    </message>
    <message>
        <source>The primary of %1 speaks another version of the protocol than %2. Run the same version of the application.</source>
        <translation>Die primäre Instanz von %1 spricht eine andere Version des Protokolls als %2. Verwenden Sie überall dieselbe Version der Anwendung.</translation>
    </message>
    <message>
        <source>Another instance of %1 has the id &quot;%2&quot;. This one stays secondary; give each instance an id of its own.</source>
        <translation>Eine andere Instanz von %1 hat die Kennung „%2“. Diese bleibt sekundär; geben Sie jeder Instanz eine eigene Kennung.</translation>
    </message>
    <message>
        <source>%1: it is not valid Unicode. Give a valid text.</source>
        <translation>%1: Das ist kein gültiges Unicode. Geben Sie einen gültigen Text an.</translation>
    </message>
    <message>
        <source>%1: it contains control characters. Remove them.</source>
        <translation>%1: enthält Steuerzeichen. Entfernen Sie sie.</translation>
    </message>
    <message>
        <source>%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.</source>
        <translation>%1: ist in UTF-8 %2 Bytes lang. Verwenden Sie einen kürzeren Text, von höchstens %3 Bytes.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4, or 0 for never.</source>
        <translation>%1: %2 ist außerhalb des Bereichs. Wählen Sie von %3 bis %4, oder 0 für nie.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4.</source>
        <translation>%1: %2 ist außerhalb des Bereichs. Wählen Sie von %3 bis %4.</translation>
    </message>
    <message>
        <source>heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. Choose at least %3, or a shorter heartbeatInterval.</source>
        <translation>heartbeatTimeout: %1 ist weniger als das Doppelte des heartbeatInterval von %2. Wählen Sie mindestens %3, oder ein kürzeres heartbeatInterval.</translation>
    </message>
    <message>
        <source>mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. Choose a longer one, or 0 for never.</source>
        <translation>mainLoopTimeout: %1 ist nicht mehr als das heartbeatInterval von %2. Wählen Sie eine längere Dauer, oder 0 für nie.</translation>
    </message>
    <message>
        <source>runtimeDirectory: &quot;%1&quot; is relative. Give an absolute path, or none for the user&apos;s own runtime directory.</source>
        <translation>runtimeDirectory: „%1“ ist relativ. Geben Sie einen absoluten Pfad an, oder keinen für das eigene Laufzeitverzeichnis des Benutzers.</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a whole number of milliseconds</source>
        <translation>eine ganze Zahl von Millisekunden</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>einen Text</translation>
    </message>
    <message>
        <source>%1: there is no such setting (its value is &quot;%2&quot;). Use one of %3.</source>
        <translation>%1: Diese Einstellung gibt es nicht (ihr Wert ist „%2“). Verwenden Sie eine von %3.</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; cannot be used. Give %3.</source>
        <translation>%1: Der Wert „%2“ ist nicht verwendbar. Geben Sie %3 an.</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>eine Ausnahme, die keine std::exception ist</translation>
    </message>
    <message>
        <source>The primary has no request handler. Call Messenger::setRequestHandler() in every instance.</source>
        <translation>Die primäre Instanz hat keinen Handler für Anfragen. Rufen Sie Messenger::setRequestHandler() in jeder Instanz auf.</translation>
    </message>
    <message>
        <source>The reply is larger than a message may be, or the primary has no room for more requests. Send less at a time.</source>
        <translation>Die Antwort ist größer, als eine Nachricht sein darf, oder die primäre Instanz hat keinen Platz für weitere Anfragen. Senden Sie weniger auf einmal.</translation>
    </message>
    <message>
        <source>This Messenger has no Watcher to work with.</source>
        <translation>Dieser Messenger hat keinen Watcher, mit dem er arbeiten kann.</translation>
    </message>
    <message>
        <source>The request is larger than a message may be, or too many wait for their replies. Send less at a time.</source>
        <translation>Die Anfrage ist größer, als eine Nachricht sein darf, oder es warten zu viele auf ihre Antworten. Senden Sie weniger auf einmal.</translation>
    </message>
    <message>
        <source>There was no primary in time.</source>
        <translation>Es gab nicht rechtzeitig eine primäre Instanz.</translation>
    </message>
    <message>
        <source>The primary did not answer in time. It may be busy or stopped; it may still do what it was asked.</source>
        <translation>Die primäre Instanz hat nicht rechtzeitig geantwortet. Sie ist vielleicht beschäftigt oder angehalten und tut womöglich noch, worum sie gebeten wurde.</translation>
    </message>
    <message>
        <source>The request handler has thrown: %1</source>
        <translation>Der Handler für Anfragen hat eine Ausnahme geworfen: %1</translation>
    </message>
    <message>
        <source>The Messenger or its Watcher was destroyed.</source>
        <translation>Der Messenger oder sein Watcher wurde zerstört.</translation>
    </message>
    <message>
        <source>The promotion handler let go of its Promotion without an answer. Call accept() or reject(), or keep a copy until you do.</source>
        <translation>Der Beförderungshandler hat seine Promotion ohne Antwort losgelassen. Rufen Sie accept() oder reject() auf, oder behalten Sie bis dahin eine Kopie.</translation>
    </message>
    <message>
        <source>The request handler let go of the Request without an answer. Call reply() or reject(), or keep a copy until you do.</source>
        <translation>Der Handler für Anfragen hat den Request ohne Antwort losgelassen. Rufen Sie reply() oder reject() auf, oder behalten Sie bis dahin eine Kopie.</translation>
    </message>
    <message>
        <source>The configuration cannot be changed while the Watcher is running. Call shutdown(), and setConfig() after stopped().</source>
        <translation>Die Konfiguration kann nicht geändert werden, während der Watcher läuft. Rufen Sie shutdown() auf, und setConfig() nach stopped().</translation>
    </message>
    <message>
        <source>There is no role to hand over: the Watcher is not running.</source>
        <translation>Es gibt keine Rolle zu übergeben: Der Watcher läuft nicht.</translation>
    </message>
    <message>
        <source>The role cannot be taken over: the Watcher is not running. Call start().</source>
        <translation>Die Rolle kann nicht übernommen werden: Der Watcher läuft nicht. Rufen Sie start() auf.</translation>
    </message>
    <message>
        <source>The promotion handler has thrown: %1</source>
        <translation>Der Beförderungshandler hat eine Ausnahme geworfen: %1</translation>
    </message>
    <message>
        <source>The demotion handler has thrown: %1. It counts as done; data may not have been written.</source>
        <translation>Der Ablösungshandler hat eine Ausnahme geworfen: %1. Er gilt als fertig; Daten wurden vielleicht nicht geschrieben.</translation>
    </message>
    <message>
        <source>There is no QCoreApplication. Make one before Watcher::start().</source>
        <translation>Es gibt keine QCoreApplication. Legen Sie eine vor Watcher::start() an.</translation>
    </message>
    <message>
        <source>Watcher::start() was called in another thread than the Watcher&apos;s. Call it there, for instance with QMetaObject::invokeMethod().</source>
        <translation>Watcher::start() wurde in einem anderen Thread als dem des Watchers aufgerufen. Rufen Sie es dort auf, zum Beispiel mit QMetaObject::invokeMethod().</translation>
    </message>
    <message>
        <source>group: it is empty, and the application has no name to make one from. Set Config::group or QCoreApplication::applicationName.</source>
        <translation>group: ist leer, und die Anwendung hat keinen Namen, aus dem sich eine bilden ließe. Setzen Sie Config::group oder QCoreApplication::applicationName.</translation>
    </message>
    <message>
        <source>The Watcher was started before fork(). Make one of its own in the child.</source>
        <translation>Der Watcher wurde vor fork() gestartet. Legen Sie im Kindprozess einen eigenen an.</translation>
    </message>
    <message>
        <source>The system gave no thread to QtFailover. End other processes, or raise the limit (ulimit -u).</source>
        <translation>Das System hat QtFailover keinen Thread gegeben. Beenden Sie andere Prozesse, oder erhöhen Sie die Grenze (ulimit -u).</translation>
    </message>
    <message>
        <source>QtFailover&apos;s thread did not end in time: a disk or a file system does not answer. It goes on in the background, and the lock may be held as long as the process lives.</source>
        <translation>Der Thread von QtFailover hat nicht rechtzeitig geendet: Ein Datenträger oder ein Dateisystem antwortet nicht. Er läuft im Hintergrund weiter, und die Sperre wird vielleicht gehalten, solange der Prozess lebt.</translation>
    </message>
    <message>
        <source>The session bus %1 cannot be asked: this process has no descriptor left. Everything works without it, and it is tried again; close files, or raise the limit (ulimit -n).</source>
        <translation>Der Sitzungsbus %1 kann nicht gefragt werden: Dieser Prozess hat keinen Deskriptor mehr frei. Alles funktioniert auch ohne ihn, und es wird wieder versucht; schließen Sie Dateien, oder heben Sie die Grenze an (ulimit -n).</translation>
    </message>
    <message>
        <source>%1 cannot be made: its file system has no hard links. Choose a runtimeDirectory in another one, as XDG_RUNTIME_DIR has it.</source>
        <translation>%1 kann nicht angelegt werden: Sein Dateisystem hat keine harten Verknüpfungen. Wählen Sie ein runtimeDirectory in einem anderen, wie XDG_RUNTIME_DIR es hat.</translation>
    </message>
    <message>
        <source>This instance of %1 is no longer primary: its lock of epoch %2 was deleted or replaced. Leave the files in the runtime directory to QtFailover.</source>
        <translation>Diese Instanz von %1 ist nicht mehr primär: Ihre Sperre der Epoche %2 wurde gelöscht oder ersetzt. Überlassen Sie die Dateien im Laufzeitverzeichnis QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: its lock was deleted or replaced meanwhile. This instance tries again; leave the files in the runtime directory to QtFailover.</source>
        <translation>Die Beförderung zur Epoche %1 wurde aufgegeben: Ihre Sperre wurde inzwischen gelöscht oder ersetzt. Diese Instanz versucht es wieder; überlassen Sie die Dateien im Laufzeitverzeichnis QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: another instance has taken the role while this one hung.</source>
        <translation>Die Beförderung zur Epoche %1 wurde aufgegeben: Eine andere Instanz hat die Rolle übernommen, während diese hing.</translation>
    </message>
    <message>
        <source>no answer within promotionTimeout</source>
        <translation>keine Antwort innerhalb von promotionTimeout</translation>
    </message>
    <message>
        <source>the primary did not answer in time</source>
        <translation>die primäre hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>it was ready too late</source>
        <translation>sie war zu spät bereit</translation>
    </message>
    <message>
        <source>it lost the right meanwhile</source>
        <translation>sie hat das Recht dazu inzwischen verloren</translation>
    </message>
    <message>
        <source>it was disabled meanwhile</source>
        <translation>sie wurde inzwischen deaktiviert</translation>
    </message>
    <message>
        <source>this instance is disabled; enable it first</source>
        <translation>diese Instanz ist deaktiviert; aktivieren Sie sie zuerst</translation>
    </message>
    <message>
        <source>the lock was lost</source>
        <translation>die Sperre ging verloren</translation>
    </message>
    <message>
        <source>its lock was lost and is not made anew yet</source>
        <translation>ihre Sperre ging verloren und ist noch nicht neu angelegt</translation>
    </message>
    <message>
        <source>another hand-over is under way</source>
        <translation>eine andere Übergabe ist im Gange</translation>
    </message>
    <message>
        <source>this instance is not primary</source>
        <translation>diese Instanz ist nicht primär</translation>
    </message>
    <message>
        <source>no other instance can be primary</source>
        <translation>keine andere Instanz kann primär sein</translation>
    </message>
    <message>
        <source>the instance asked for is not a candidate</source>
        <translation>die gewünschte Instanz steht nicht zur Wahl</translation>
    </message>
    <message>
        <source>nobody has taken it</source>
        <translation>niemand hat sie übernommen</translation>
    </message>
    <message>
        <source>the instance asked for has not taken it</source>
        <translation>die gewünschte Instanz hat sie nicht übernommen</translation>
    </message>
    <message>
        <source>it has an owner</source>
        <translation>er hat einen Besitzer</translation>
    </message>
    <message>
        <source>it is taken away again and again</source>
        <translation>er wird immer wieder weggenommen</translation>
    </message>
    <message>
        <source>The bus name %1 belongs to the instance %2 of the same group. Roles do not depend on it. Give each instance an id of its own; on the bus only the ASCII letters and digits of the ids count.</source>
        <translation>Der Busname %1 gehört der Instanz %2 derselben Gruppe. Die Rollen hängen nicht davon ab. Geben Sie jeder Instanz eine eigene Kennung; auf dem Bus zählen von den Kennungen nur die ASCII-Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>the instance asked for did not answer in time</source>
        <translation>die gewünschte Instanz hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>the instance asked for is gone</source>
        <translation>die gewünschte Instanz ist nicht mehr da</translation>
    </message>
    <message>
        <source>the primary cannot let go of the role now</source>
        <translation>die primäre kann die Rolle jetzt nicht abgeben</translation>
    </message>
</context>
</TS>
