<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Crash: the primary, %1, is killed with SIGKILL</source>
        <translation>Absturz: Die primäre Instanz, %1, wird mit SIGKILL getötet</translation>
    </message>
    <message>
        <source>Quit: the primary, %1, is asked to end with SIGTERM</source>
        <translation>Beenden: Die primäre Instanz, %1, wird mit SIGTERM gebeten zu enden</translation>
    </message>
    <message>
        <source>%1 has not ended</source>
        <translation>%1 hat nicht geendet</translation>
    </message>
    <message>
        <source>%1 has not ended with status 0</source>
        <translation>%1 hat nicht mit Status 0 geendet</translation>
    </message>
    <message>
        <source>%1 has ended with status 0</source>
        <translation>%1 hat mit Status 0 geendet</translation>
    </message>
    <message>
        <source>Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence</source>
        <translation>Hänger: Die primäre Instanz, %1, wird mit SIGSTOP angehalten; die Richtlinie ist Abriegeln</translation>
    </message>
    <message>
        <source>%1 wakes up (SIGCONT)</source>
        <translation>%1 wacht auf (SIGCONT)</translation>
    </message>
    <message>
        <source>Hand over: the primary, %1, is told to hand the role to its successor</source>
        <translation>Übergabe: Die primäre Instanz, %1, soll die Rolle ihrer Nachfolgerin übergeben</translation>
    </message>
    <message>
        <source>nobody has become primary</source>
        <translation>niemand ist primär geworden</translation>
    </message>
    <message>
        <source>%1 says that it leaves</source>
        <translation>%1 sagt, dass sie geht</translation>
    </message>
    <message>
        <source>I am the primary, epoch %1 (%2)</source>
        <translation>Ich bin primär, Epoche %1 (%2)</translation>
    </message>
    <message>
        <source>the epoch has not grown from %1</source>
        <translation>die Epoche ist seit %1 nicht gewachsen</translation>
    </message>
    <message>
        <source>the reason should be %1</source>
        <translation>der Grund sollte %1 sein</translation>
    </message>
    <message>
        <source>more than one has become primary</source>
        <translation>mehr als eine ist primär geworden</translation>
    </message>
    <message>
        <source>exactly one new primary: %1, epoch %2 (before: %3), after %4</source>
        <translation>genau eine neue primäre Instanz: %1, Epoche %2 (vorher: %3), nach %4</translation>
    </message>
    <message>
        <source>%1 has not seen the new primary</source>
        <translation>%1 hat die neue primäre Instanz nicht gesehen</translation>
    </message>
    <message>
        <source>the primary is %1</source>
        <translation>die primäre Instanz ist %1</translation>
    </message>
    <message>
        <source>%1 is the primary, epoch %2</source>
        <translation>%1 ist primär, Epoche %2</translation>
    </message>
    <message>
        <source>%1 is not a secondary</source>
        <translation>%1 ist nicht sekundär</translation>
    </message>
    <message>
        <source>I am a secondary (%1)</source>
        <translation>Ich bin sekundär (%1)</translation>
    </message>
    <message>
        <source>%1 has given up the role</source>
        <translation>%1 hat die Rolle abgegeben</translation>
    </message>
    <message>
        <source>there is no primary with a successor</source>
        <translation>es gibt keine primäre Instanz mit einer Nachfolgerin</translation>
    </message>
    <message>
        <source>written by %1 %2</source>
        <comment>1: instance, 2: when</comment>
        <translation>geschrieben von %1 %2</translation>
    </message>
    <message>
        <source>before the %1</source>
        <translation>vor: %1</translation>
    </message>
    <message>
        <source>during the %1</source>
        <translation>während: %1</translation>
    </message>
    <message>
        <source>what I wrote meanwhile is in the note</source>
        <translation>was ich inzwischen geschrieben habe, steht in der Notiz</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>die Instanzen sehen einander nicht</translation>
    </message>
    <message>
        <source>there is not exactly one primary</source>
        <translation>es gibt nicht genau eine primäre Instanz</translation>
    </message>
    <message>
        <source>after the %1</source>
        <translation>nach: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Closing</name>
    <message>
        <source>&amp;Keep open</source>
        <translation>&amp;Offen lassen</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>&amp;Trotzdem schließen</translation>
    </message>
    <message>
        <source>Edits not saved yet: %1. The window closes as soon as they are saved.</source>
        <translation>Noch nicht gesicherte Änderungen: %1. Das Fenster schließt sich, sobald sie gesichert sind.</translation>
    </message>
</context>
<context>
    <name>Demo::Commands</name>
    <message>
        <source>There is no command &quot;%1&quot;</source>
        <translation>Es gibt keinen Befehl „%1“</translation>
    </message>
    <message>
        <source>Milliseconds are needed, not &quot;%1&quot;</source>
        <translation>Es werden Millisekunden gebraucht, nicht „%1“</translation>
    </message>
</context>
<context>
    <name>Demo::EventLog</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <translation>Dieses Fenster: %1</translation>
    </message>
    <message>
        <source>This window: %1 (%2)</source>
        <translation>Dieses Fenster: %1 (%2)</translation>
    </message>
    <message>
        <source>This window is the primary now, epoch %1.</source>
        <translation>Dieses Fenster ist jetzt primär, Epoche %1.</translation>
    </message>
    <message>
        <source>%1 is the primary now, epoch %2.</source>
        <translation>%1 ist jetzt primär, Epoche %2.</translation>
    </message>
    <message>
        <source>The primary is %1.</source>
        <translation>Die primäre Instanz: %1.</translation>
    </message>
    <message>
        <source>The primary, %1, is %2.</source>
        <translation>Die primäre Instanz, %1: %2.</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>Instanzen: %1</translation>
    </message>
    <message>
        <source>%1 is leaving.</source>
        <translation>%1 geht.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>1: time of day, 2: event</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>Demo::InstanceTable</name>
    <message>
        <source>Instances of the group</source>
        <translation>Instanzen der Gruppe</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Succession</source>
        <translation>Nachfolge</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation>%1 (dieses Fenster)</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächste</translation>
    </message>
    <message>
        <source>observes only</source>
        <translation>beobachtet nur</translation>
    </message>
</context>
<context>
    <name>Demo::Launcher</name>
    <message>
        <source>An instance did not start: %1</source>
        <translation>Eine Instanz wurde nicht gestartet: %1</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWindow</name>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>&amp;Instanzen</translation>
    </message>
    <message>
        <source>Roles over time</source>
        <translation>Rollen im Zeitverlauf</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>Note, shared by all windows</source>
        <translation>Notiz, allen Fenstern gemeinsam</translation>
    </message>
    <message>
        <source>Type here. What is typed in one window appears in all.</source>
        <translation>Schreiben Sie hier. Was in einem Fenster getippt wird, erscheint in allen.</translation>
    </message>
    <message>
        <source>Last notice</source>
        <translation>Letzter Hinweis</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>Änderungen dieses Fensters</translation>
    </message>
    <message>
        <source>File of the note</source>
        <translation>Datei der Notiz</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>1: id of the instance, 2: its role</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Epoch %1. This window writes the file.</source>
        <translation>Epoche %1. Dieses Fenster schreibt die Datei.</translation>
    </message>
    <message>
        <source>There is no primary yet.</source>
        <translation>Es gibt noch keine primäre Instanz.</translation>
    </message>
    <message>
        <source>Epoch %1. The primary is %2: %3.</source>
        <translation>Epoche %1. Die primäre Instanz ist %2: %3.</translation>
    </message>
    <message>
        <source>Edits: %1 sent, %2 acknowledged, %3 lost</source>
        <translation>Änderungen: %1 gesendet, %2 bestätigt, %3 verloren</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWriter</name>
    <message>
        <source>The primary has no note; start it with --file PATH</source>
        <translation>Die primäre Instanz hat keine Notiz; starten Sie sie mit --file PATH</translation>
    </message>
    <message>
        <source>The primary writes %1 and no other note; open that one, or use a --scope of your own</source>
        <translation>Die primäre Instanz schreibt %1 und keine andere Notiz; öffnen Sie diese, oder wählen Sie einen eigenen --scope</translation>
    </message>
</context>
<context>
    <name>Demo::RoleBadge</name>
    <message>
        <source>Role of this window: %1</source>
        <translation>Rolle dieses Fensters: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Session</name>
    <message>
        <source>Edits given up: %1. The primary did not write them in time</source>
        <translation>Aufgegebene Änderungen: %1. Die primäre Instanz hat sie nicht rechtzeitig geschrieben</translation>
    </message>
</context>
<context>
    <name>Demo::Stage</name>
    <message>
        <source>%1 has not got a role</source>
        <translation>%1 hat keine Rolle bekommen</translation>
    </message>
    <message>
        <source>process %1 is %2, epoch %3; the process is %4 old</source>
        <translation>Prozess %1 ist %2, Epoche %3; der Prozess ist %4 alt</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>die Instanzen sehen einander nicht</translation>
    </message>
    <message>
        <source>%1 has not seen &quot;%2&quot; written</source>
        <translation>%1 hat nicht gesehen, dass „%2“ geschrieben wurde</translation>
    </message>
    <message>
        <source>the note is not what was written: %1</source>
        <translation>die Notiz ist nicht, was geschrieben wurde: %1</translation>
    </message>
    <message numerus="yes">
        <source>the note has all %n lines, each once and in order</source>
        <translation>
            <numerusform>die Notiz hat die %n Zeile, einmal</numerusform>
            <numerusform>die Notiz hat alle %n Zeilen, jede einmal und in der Reihenfolge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo::StatusQuery</name>
    <message>
        <source>The group %1 has no primary.</source>
        <translation>Die Gruppe %1 hat keine primäre Instanz.</translation>
    </message>
    <message>
        <source>Primary %1, epoch %2, health %3.</source>
        <translation>Primär %1, Epoche %2, Zustand %3.</translation>
    </message>
</context>
<context>
    <name>Demo::Timeline</name>
    <message>
        <source>Roles over time</source>
        <translation>Rollen im Zeitverlauf</translation>
    </message>
    <message>
        <source>No primary yet</source>
        <translation>Noch keine primäre Instanz</translation>
    </message>
    <message>
        <source>The last new primary is %1, epoch %2</source>
        <translation>Die letzte neue primäre Instanz ist %1, Epoche %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>1: &quot;epoch 5&quot;, 2: &quot;1.4 ms&quot;</comment>
        <translation>%1, nach %2</translation>
    </message>
</context>
<context>
    <name>Demo::WindowActions</name>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>&amp;Try out</source>
        <translation>&amp;Ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Hand over &amp;to</source>
        <translation>Übergeben &amp;an</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Neues Fenster</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>Eine weitere Instanz starten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>&amp;Übergeben</translation>
    </message>
    <message>
        <source>Give the role to the successor</source>
        <translation>Die Rolle der Nachfolgerin geben</translation>
    </message>
    <message>
        <source>&amp;Become primary</source>
        <translation>&amp;Primär werden</translation>
    </message>
    <message>
        <source>Ask the primary for the role</source>
        <translation>Die primäre Instanz um die Rolle bitten</translation>
    </message>
    <message>
        <source>&amp;Observe only</source>
        <translation>Nur be&amp;obachten</translation>
    </message>
    <message>
        <source>Never become primary</source>
        <translation>Nie primär werden</translation>
    </message>
    <message>
        <source>&amp;Crash…</source>
        <translation>&amp;Abstürzen…</translation>
    </message>
    <message>
        <source>Kill this instance, as a crash would</source>
        <translation>Diese Instanz töten, wie es ein Absturz täte</translation>
    </message>
    <message>
        <source>&amp;Freeze the window for 20 s…</source>
        <translation>Fenster 20 s ein&amp;frieren…</translation>
    </message>
    <message>
        <source>&amp;Stop the process for 20 s…</source>
        <translation>Prozess 20 s an&amp;halten…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>%1 (the successor)</source>
        <translation>%1 (die Nachfolgerin)</translation>
    </message>
    <message>
        <source>The window did not start: %1</source>
        <translation>Das Fenster wurde nicht gestartet: %1</translation>
    </message>
    <message>
        <source>Kill this instance? It has no chance to say anything; the others notice.</source>
        <translation>Diese Instanz töten? Sie kann nichts mehr sagen; die anderen merken es.</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>Abstürzen</translation>
    </message>
    <message>
        <source>Freeze this window for 20 seconds? Its process goes on, and says that it is busy.</source>
        <translation>Dieses Fenster 20 Sekunden einfrieren? Sein Prozess läuft weiter und sagt, dass er beschäftigt ist.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Stop this process for 20 seconds? Not even its heartbeats go on.</source>
        <translation>Diesen Prozess 20 Sekunden anhalten? Nicht einmal seine Lebenszeichen gehen weiter.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>Hauptmenü</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächste</translation>
    </message>
    <message>
        <source>INSTANCE</source>
        <translation>INSTANZ</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>ROLLE</translation>
    </message>
    <message>
        <source>ENABLED</source>
        <translation>AKTIV</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>PRIORITÄT</translation>
    </message>
    <message>
        <source>SUCCESSOR</source>
        <translation>NACHFOLGE</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>ok: %1</source>
        <translation>ok: %1</translation>
    </message>
    <message>
        <source>FAILED: %1</source>
        <translation>FEHLER: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&quot;%1&quot; is not a whole number in range</source>
        <translation>„%1“ ist keine ganze Zahl im Bereich</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;wait&quot; nor &quot;fence&quot;</source>
        <translation>„%1“ ist weder „wait“ noch „fence“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of crash, quit, hang, handover</source>
        <translation>„%1“ ist keines von crash, quit, hang, handover</translation>
    </message>
    <message>
        <source>The instances that belong together.</source>
        <translation>Die Instanzen, die zusammengehören.</translation>
    </message>
    <message>
        <source>The workspace or document; an absolute path is resolved.</source>
        <translation>Der Arbeitsbereich oder das Dokument; ein absoluter Pfad wird aufgelöst.</translation>
    </message>
    <message>
        <source>Where locks and sockets lie.</source>
        <translation>Wo Sperren und Sockets liegen.</translation>
    </message>
    <message>
        <source>The name of this instance; unique by default.</source>
        <translation>Der Name dieser Instanz; normalerweise eindeutig.</translation>
    </message>
    <message>
        <source>Start N instances, each a process; end them with this one.</source>
        <translation>N Instanzen starten, jede ein Prozess; mit dieser enden sie.</translation>
    </message>
    <message>
        <source>Higher is preferred as successor.</source>
        <translation>Höhere werden als Nachfolgerin bevorzugt.</translation>
    </message>
    <message>
        <source>Time between two heartbeats.</source>
        <translation>Zeit zwischen zwei Lebenszeichen.</translation>
    </message>
    <message>
        <source>Silence after which the primary counts as hung.</source>
        <translation>Stille, nach der die primäre Instanz als hängend gilt.</translation>
    </message>
    <message>
        <source>What to do about a hung primary: wait or fence.</source>
        <translation>Was bei einer hängenden primären Instanz geschieht: wait (warten) oder fence (abriegeln).</translation>
    </message>
    <message>
        <source>Watch only; never become primary.</source>
        <translation>Nur beobachten; nie primär werden.</translation>
    </message>
    <message>
        <source>Do not use the session bus.</source>
        <translation>Den Sitzungsbus nicht verwenden.</translation>
    </message>
    <message>
        <source>Open no window.</source>
        <translation>Kein Fenster öffnen.</translation>
    </message>
    <message>
        <source>Print one JSON object a line; take commands on stdin.</source>
        <translation>Ein JSON-Objekt je Zeile ausgeben; Befehle von der Standardeingabe annehmen.</translation>
    </message>
    <message>
        <source>The note, a plain text file that the primary alone writes.</source>
        <translation>Die Notiz, eine reine Textdatei, die nur die primäre Instanz schreibt.</translation>
    </message>
    <message>
        <source>While primary, append a line every MS milliseconds.</source>
        <translation>Als primäre Instanz alle MS Millisekunden eine Zeile anhängen.</translation>
    </message>
    <message>
        <source>Print the group as a table; exit with 2 when it has no primary.</source>
        <translation>Die Gruppe als Tabelle ausgeben; mit 2 enden, wenn sie keine primäre Instanz hat.</translation>
    </message>
    <message>
        <source>Play a story on real processes: crash, quit, hang or handover; several are played in turn.</source>
        <translation>Eine Geschichte mit echten Prozessen spielen: crash, quit, hang oder handover; mehrere werden nacheinander gespielt.</translation>
    </message>
    <message>
        <source>A notes editor whose windows are processes; one of them, the primary, writes the file.</source>
        <translation>Ein Notizeditor, dessen Fenster Prozesse sind; einer von ihnen, der primäre, schreibt die Datei.</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;; name the note with --file</source>
        <translation>Unerwartetes Argument „%1“; benennen Sie die Notiz mit --file</translation>
    </message>
    <message>
        <source>There is no display for a window; use --headless</source>
        <translation>Es gibt keine Anzeige für ein Fenster; verwenden Sie --headless</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no known way to answer</source>
        <translation>„%1“ ist keine bekannte Art zu antworten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;primary&quot; nor &quot;secondary&quot;</source>
        <translation>„%1“ ist weder „primary“ noch „secondary“</translation>
    </message>
</context>
<context>
    <name>SealedNote</name>
    <message>
        <source>%1 cannot be locked; put it on a file system that has locks</source>
        <translation>%1 kann nicht gesperrt werden; legen Sie es auf ein Dateisystem, das Sperren kennt</translation>
    </message>
    <message>
        <source>%1 has lost the seal of epoch %2: it was replaced; hand over or restart to seal it again</source>
        <translation>%1 hat das Siegel der Epoche %2 verloren: Die Datei wurde ersetzt; übergeben Sie oder starten Sie neu, um sie wieder zu versiegeln</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read; move it away to begin a new one</source>
        <translation>%1 ist beschädigt oder nicht lesbar; verschieben Sie die Datei, um eine neue zu beginnen</translation>
    </message>
    <message>
        <source>%1 is not a text in UTF-8; choose another file</source>
        <translation>%1 ist kein Text in UTF-8; wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Look at its folder, its permissions and the free space</source>
        <translation>%1 kann nicht geschrieben werden: %2. Prüfen Sie den Ordner, die Rechte und den freien Platz</translation>
    </message>
    <message>
        <source>Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move %4 away to begin a new one</source>
        <translation>Epoche %1 darf nicht in %2 schreiben: Epoche %3 hat es versiegelt. Wenn keine andere Gruppe diese Datei hat, verschieben Sie %4, um eine neue zu beginnen</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message numerus="yes">
        <source>%n instances start; each knows its role after</source>
        <translation>
            <numerusform>%n Instanz startet; sie kennt ihre Rolle nach</numerusform>
            <numerusform>%n Instanzen starten; jede kennt ihre Rolle nach</numerusform>
        </translation>
    </message>
    <message>
        <source>The end: those who are left are asked to end</source>
        <translation>Das Ende: Die übrigen werden gebeten zu enden</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>Jeder Schritt hat gehalten.</translation>
    </message>
    <message>
        <source>A step failed.</source>
        <translation>Ein Schritt ist gescheitert.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No role yet</source>
        <translation>Noch keine Rolle</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>Sekundär</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Primär</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>lebt</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>it was the first</source>
        <translation>sie war die erste</translation>
    </message>
    <message>
        <source>the primary crashed</source>
        <translation>die primäre Instanz ist abgestürzt</translation>
    </message>
    <message>
        <source>the primary left</source>
        <translation>die primäre Instanz ist gegangen</translation>
    </message>
    <message>
        <source>the primary did not respond</source>
        <translation>die primäre Instanz antwortete nicht</translation>
    </message>
    <message>
        <source>the role was handed over</source>
        <translation>die Rolle wurde übergeben</translation>
    </message>
    <message>
        <source>the role was asked for</source>
        <translation>um die Rolle wurde gebeten</translation>
    </message>
    <message>
        <source>it was fenced</source>
        <translation>sie wurde abgeriegelt</translation>
    </message>
    <message>
        <source>it lost its lock</source>
        <translation>sie hat ihre Sperre verloren</translation>
    </message>
    <message>
        <source>it could not take the role</source>
        <translation>sie konnte die Rolle nicht übernehmen</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>sie wurde beendet</translation>
    </message>
</context>
</TS>
