<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>QtFailover</name>
    <message>
        <source>Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new instance may not see the primary at once; allow abstract sockets and raise the limit of open files.</source>
        <translation>Impossible de lier le socket abstrait de l’époque %1 : %2. Si le dossier du groupe est supprimé entre-temps, une nouvelle instance pourrait ne pas voir tout de suite l’instance principale ; autorisez les sockets abstraits et relevez la limite de fichiers ouverts.</translation>
    </message>
    <message>
        <source>Neither netlink nor /proc/net/unix tells which abstract sockets exist. Make /proc readable for the application.</source>
        <translation>Ni netlink ni /proc/net/unix n’indique quels sockets abstraits existent. Rendez /proc lisible pour l’application.</translation>
    </message>
    <message>
        <source>There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set. Everything works without it, but nothing is shown on D-Bus.</source>
        <translation>Il n’y a pas de bus de session : ni DBUS_SESSION_BUS_ADDRESS ni XDG_RUNTIME_DIR n’est défini. Tout fonctionne sans lui, mais rien n’est affiché sur D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 is not used: only addresses that begin with unix: can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one.</source>
        <translation>Le bus de session %1 n’est pas utilisé : seules les adresses qui commencent par unix: peuvent être testées sans attendre. Donnez une telle adresse à DBUS_SESSION_BUS_ADDRESS.</translation>
    </message>
    <message>
        <source>The session bus %1 is not there. Everything works without it, and it is looked for again; start it to see the instances on D-Bus.</source>
        <translation>Le bus de session %1 est absent. Tout fonctionne sans lui, et il est toujours recherché ; démarrez-le pour voir les instances sur D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 refuses this process. Check that the address is that of the user&apos;s own bus; it is tried again.</source>
        <translation>Le bus de session %1 refuse ce processus. Vérifiez que l’adresse est celle du bus de l’utilisateur ; un nouvel essai suivra.</translation>
    </message>
    <message>
        <source>The session bus %1 does not answer. Everything works without it, and it is tried again; restart it if it hangs.</source>
        <translation>Le bus de session %1 ne répond pas. Tout fonctionne sans lui, et un nouvel essai suivra ; redémarrez-le s’il est bloqué.</translation>
    </message>
    <message>
        <source>The session bus %1 answers, but Qt cannot connect to it. It is tried again.</source>
        <translation>Le bus de session %1 répond, mais Qt ne peut pas s’y connecter. Un nouvel essai suivra.</translation>
    </message>
    <message>
        <source>The bus name %1 is not to be had (%2). Roles do not depend on it. End the program that owns it, or in a sandbox choose a group below the application&apos;s id.</source>
        <translation>Le nom de bus %1 n’est pas disponible (%2). Les rôles n’en dépendent pas. Fermez le programme qui le possède, ou dans un bac à sable choisissez un groupe sous l’identifiant de l’application.</translation>
    </message>
    <message>
        <source>Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that the disk is not full.</source>
        <translation>Impossible de créer un socket local dans %1 : %2. Vérifiez que le dossier existe, qu’il est accessible en écriture et que le disque n’est pas plein.</translation>
    </message>
    <message>
        <source>No file can be made in %1: %2. Make room and make it writable for you, or choose another runtimeDirectory.</source>
        <translation>Aucun fichier ne peut être créé dans %1 : %2. Libérez de l’espace et donnez-vous le droit d’écriture, ou choisissez un autre runtimeDirectory.</translation>
    </message>
    <message>
        <source>The lock file in %1 cannot be written. Make room, or choose another runtimeDirectory.</source>
        <translation>Le fichier de verrouillage dans %1 ne peut pas être écrit. Libérez de l’espace, ou choisissez un autre runtimeDirectory.</translation>
    </message>
    <message>
        <source>No file in %1 can be locked. Choose a runtimeDirectory on a local file system.</source>
        <translation>Aucun fichier ne peut être verrouillé dans %1. Choisissez un runtimeDirectory sur un système de fichiers local.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made: %2. Make it yourself, for you alone (mode 0700), or choose another one.</source>
        <translation>Le dossier %1 ne peut pas être créé : %2. Créez-le vous-même, pour vous seul (mode 0700), ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be opened: %2. Make it yours, with mode 0700, or choose another one.</source>
        <translation>Le dossier %1 ne peut pas être ouvert : %2. Faites qu’il vous appartienne, en mode 0700, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>%1 is not a directory. Remove it, or choose another one.</source>
        <translation>%1 n’est pas un dossier. Supprimez-le, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link where only a directory is trusted. Remove it, or choose another directory.</source>
        <translation>%1 est un lien symbolique là où seul un dossier est digne de confiance. Supprimez-le, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The directory %1 belongs to the user with the number %2, not to this user. Choose another directory.</source>
        <translation>Le dossier %1 appartient à l’utilisateur numéro %2, et non à cet utilisateur. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>The directory %1 can be changed by other users (mode %2). Take that right away (chmod go-w), or choose another one.</source>
        <translation>Le dossier %1 peut être modifié par d’autres utilisateurs (mode %2). Retirez-leur ce droit (chmod go-w), ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made. Make it yourself, or choose another one.</source>
        <translation>Le dossier %1 ne peut pas être créé. Créez-le vous-même, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2. Make room and make its directory yours, or choose another runtimeDirectory.</source>
        <translation>%1 ne peut pas être utilisé : %2. Libérez de l’espace et faites que son dossier vous appartienne, ou choisissez un autre runtimeDirectory.</translation>
    </message>
    <message>
        <source>Whether %1 is locked cannot be told; it is taken for locked. Make it readable for you, or remove it when no instance runs.</source>
        <translation>Impossible de savoir si %1 est verrouillé ; il est considéré comme tel. Rendez-le lisible pour vous, ou supprimez-le quand aucune instance ne fonctionne.</translation>
    </message>
    <message>
        <source>The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. Choose a shorter runtimeDirectory.</source>
        <translation>Le chemin %1 compte %2 octets ; les sockets ne peuvent être créés que dans des chemins de %3 octets au plus. Choisissez un runtimeDirectory plus court.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Make room and make it writable for you; until then epochs are safe only as long as the runtime directory lasts.</source>
        <translation>%1 ne peut pas être écrit : %2. Libérez de l’espace et donnez-vous le droit d’écriture ; d’ici là, les époques ne sont sûres que tant que dure le dossier d’exécution.</translation>
    </message>
    <message>
        <source>The last %1 instances that became primary failed while they were promoted; no other follows them by itself. Remove the cause, then start an instance or call takeOver().</source>
        <translation>Les %1 dernières instances devenues principales ont échoué pendant leur promotion ; aucune autre ne les suit d’elle-même. Supprimez la cause, puis démarrez une instance ou appelez takeOver().</translation>
    </message>
    <message>
        <source>There are no epochs left.</source>
        <translation>Il ne reste plus d’époque.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary; this one was told to run as primary or not at all.</source>
        <translation>Une autre instance de %1 est principale ; celle-ci devait l’être ou ne pas fonctionner.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary, but not in this runtime directory, and cannot be reached. Start both with the same XDG_RUNTIME_DIR, or set Config::runtimeDirectory.</source>
        <translation>Une autre instance de %1 est principale, mais pas dans ce répertoire d’exécution, et ne peut être jointe. Démarrez les deux avec le même XDG_RUNTIME_DIR, ou définissez Config::runtimeDirectory.</translation>
    </message>
    <message>
        <source>An instance of %1 holds the guard of the role but does not answer: it is stopped or frozen. Let it go on, or end it.</source>
        <translation>Une instance de %1 tient la garde du rôle mais ne répond pas : elle est arrêtée ou gelée. Laissez-la continuer, ou mettez-y fin.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 failed: %2. The role is free for the next instance; this one tries again later.</source>
        <translation>La promotion à l’époque %1 a échoué : %2. Le rôle est libre pour l’instance suivante ; celle-ci réessaiera plus tard.</translation>
    </message>
    <message>
        <source>This instance did not become primary: %1.</source>
        <translation>Cette instance n’est pas devenue principale : %1.</translation>
    </message>
    <message>
        <source>The role was not handed over: %1.</source>
        <translation>Le rôle n’a pas été transmis : %1.</translation>
    </message>
    <message>
        <source>The primary of %1 speaks another version of the protocol than %2. Run the same version of the application.</source>
        <translation>L’instance principale de %1 parle une autre version du protocole que %2. Utilisez partout la même version de l’application.</translation>
    </message>
    <message>
        <source>Another instance of %1 has the id &quot;%2&quot;. This one stays secondary; give each instance an id of its own.</source>
        <translation>Une autre instance de %1 porte l’identifiant « %2 ». Celle-ci reste secondaire ; donnez à chaque instance son propre identifiant.</translation>
    </message>
    <message>
        <source>%1: it is not valid Unicode. Give a valid text.</source>
        <translation>%1 : ce n’est pas de l’Unicode valide. Donnez un texte valide.</translation>
    </message>
    <message>
        <source>%1: it contains control characters. Remove them.</source>
        <translation>%1 : contient des caractères de contrôle. Supprimez-les.</translation>
    </message>
    <message>
        <source>%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.</source>
        <translation>%1 : compte %2 octets en UTF-8. Utilisez un texte plus court, de %3 octets au plus.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4, or 0 for never.</source>
        <translation>%1 : %2 est hors limites. Choisissez de %3 à %4, ou 0 pour jamais.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4.</source>
        <translation>%1 : %2 est hors limites. Choisissez de %3 à %4.</translation>
    </message>
    <message>
        <source>heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. Choose at least %3, or a shorter heartbeatInterval.</source>
        <translation>heartbeatTimeout : %1 est inférieur au double du heartbeatInterval de %2. Choisissez au moins %3, ou un heartbeatInterval plus court.</translation>
    </message>
    <message>
        <source>mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. Choose a longer one, or 0 for never.</source>
        <translation>mainLoopTimeout : %1 ne dépasse pas le heartbeatInterval de %2. Choisissez une durée plus longue, ou 0 pour jamais.</translation>
    </message>
    <message>
        <source>runtimeDirectory: &quot;%1&quot; is relative. Give an absolute path, or none for the user&apos;s own runtime directory.</source>
        <translation>runtimeDirectory : « %1 » est relatif. Donnez un chemin absolu, ou aucun pour le dossier d’exécution de l’utilisateur.</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>l’une de ces valeurs : %1</translation>
    </message>
    <message>
        <source>a whole number of milliseconds</source>
        <translation>un nombre entier de millisecondes</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un nombre entier</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>%1: there is no such setting (its value is &quot;%2&quot;). Use one of %3.</source>
        <translation>%1 : ce réglage n’existe pas (sa valeur est « %2 »). Utilisez l’un de ceux-ci : %3.</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; cannot be used. Give %3.</source>
        <translation>%1 : la valeur « %2 » n’est pas utilisable. Donnez %3.</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>une exception qui n’est pas une std::exception</translation>
    </message>
    <message>
        <source>The primary has no request handler. Call Messenger::setRequestHandler() in every instance.</source>
        <translation>L’instance principale n’a pas de gestionnaire de requêtes. Appelez Messenger::setRequestHandler() dans chaque instance.</translation>
    </message>
    <message>
        <source>The reply is larger than a message may be, or the primary has no room for more requests. Send less at a time.</source>
        <translation>La réponse est plus grande qu’un message ne peut l’être, ou l’instance principale n’a plus de place pour d’autres requêtes. Envoyez-en moins à la fois.</translation>
    </message>
    <message>
        <source>This Messenger has no Watcher to work with.</source>
        <translation>Ce Messenger n’a pas de Watcher avec lequel travailler.</translation>
    </message>
    <message>
        <source>The request is larger than a message may be, or too many wait for their replies. Send less at a time.</source>
        <translation>La requête est plus grande qu’un message ne peut l’être, ou trop de requêtes attendent leur réponse. Envoyez-en moins à la fois.</translation>
    </message>
    <message>
        <source>There was no primary in time.</source>
        <translation>Il n’y a pas eu d’instance principale à temps.</translation>
    </message>
    <message>
        <source>The primary did not answer in time. It may be busy or stopped; it may still do what it was asked.</source>
        <translation>L’instance principale n’a pas répondu à temps. Elle est peut-être occupée ou arrêtée ; elle fera peut-être encore ce qui lui a été demandé.</translation>
    </message>
    <message>
        <source>The request handler has thrown: %1</source>
        <translation>Le gestionnaire de requêtes a levé une exception : %1</translation>
    </message>
    <message>
        <source>The Messenger or its Watcher was destroyed.</source>
        <translation>Le Messenger ou son Watcher a été détruit.</translation>
    </message>
    <message>
        <source>The promotion handler let go of its Promotion without an answer. Call accept() or reject(), or keep a copy until you do.</source>
        <translation>Le gestionnaire de promotion a lâché sa Promotion sans réponse. Appelez accept() ou reject(), ou gardez une copie jusque-là.</translation>
    </message>
    <message>
        <source>The request handler let go of the Request without an answer. Call reply() or reject(), or keep a copy until you do.</source>
        <translation>Le gestionnaire de requêtes a lâché la Request sans réponse. Appelez reply() ou reject(), ou gardez une copie jusque-là.</translation>
    </message>
    <message>
        <source>The configuration cannot be changed while the Watcher is running. Call shutdown(), and setConfig() after stopped().</source>
        <translation>La configuration ne peut pas être modifiée pendant que le Watcher fonctionne. Appelez shutdown(), et setConfig() après stopped().</translation>
    </message>
    <message>
        <source>There is no role to hand over: the Watcher is not running.</source>
        <translation>Il n’y a pas de rôle à transmettre : le Watcher ne fonctionne pas.</translation>
    </message>
    <message>
        <source>The role cannot be taken over: the Watcher is not running. Call start().</source>
        <translation>Le rôle ne peut pas être repris : le Watcher ne fonctionne pas. Appelez start().</translation>
    </message>
    <message>
        <source>The promotion handler has thrown: %1</source>
        <translation>Le gestionnaire de promotion a levé une exception : %1</translation>
    </message>
    <message>
        <source>The demotion handler has thrown: %1. It counts as done; data may not have been written.</source>
        <translation>Le gestionnaire de rétrogradation a levé une exception : %1. Il est considéré comme terminé ; des données n’ont peut-être pas été écrites.</translation>
    </message>
    <message>
        <source>There is no QCoreApplication. Make one before Watcher::start().</source>
        <translation>Il n’y a pas de QCoreApplication. Créez-en une avant Watcher::start().</translation>
    </message>
    <message>
        <source>Watcher::start() was called in another thread than the Watcher&apos;s. Call it there, for instance with QMetaObject::invokeMethod().</source>
        <translation>Watcher::start() a été appelé dans un autre fil d’exécution que celui du Watcher. Appelez-le dans celui-ci, par exemple avec QMetaObject::invokeMethod().</translation>
    </message>
    <message>
        <source>group: it is empty, and the application has no name to make one from. Set Config::group or QCoreApplication::applicationName.</source>
        <translation>group : est vide, et l’application n’a pas de nom pour en former un. Définissez Config::group ou QCoreApplication::applicationName.</translation>
    </message>
    <message>
        <source>The Watcher was started before fork(). Make one of its own in the child.</source>
        <translation>Le Watcher a été démarré avant fork(). Créez-en un dans le processus fils.</translation>
    </message>
    <message>
        <source>The system gave no thread to QtFailover. End other processes, or raise the limit (ulimit -u).</source>
        <translation>Le système n’a pas donné de fil d’exécution à QtFailover. Mettez fin à d’autres processus, ou relevez la limite (ulimit -u).</translation>
    </message>
    <message>
        <source>QtFailover&apos;s thread did not end in time: a disk or a file system does not answer. It goes on in the background, and the lock may be held as long as the process lives.</source>
        <translation>Le fil d’exécution de QtFailover ne s’est pas terminé à temps : un disque ou un système de fichiers ne répond pas. Il continue en arrière-plan, et le verrou sera peut-être tenu tant que vit le processus.</translation>
    </message>
    <message>
        <source>The session bus %1 cannot be asked: this process has no descriptor left. Everything works without it, and it is tried again; close files, or raise the limit (ulimit -n).</source>
        <translation>Le bus de session %1 ne peut pas être interrogé : ce processus n’a plus de descripteur libre. Tout fonctionne sans lui, et un nouvel essai suivra ; fermez des fichiers, ou relevez la limite (ulimit -n).</translation>
    </message>
    <message>
        <source>%1 cannot be made: its file system has no hard links. Choose a runtimeDirectory in another one, as XDG_RUNTIME_DIR has it.</source>
        <translation>Impossible de créer %1 : son système de fichiers n’a pas de liens physiques. Choisissez un runtimeDirectory dans un autre, comme celui de XDG_RUNTIME_DIR.</translation>
    </message>
    <message>
        <source>This instance of %1 is no longer primary: its lock of epoch %2 was deleted or replaced. Leave the files in the runtime directory to QtFailover.</source>
        <translation>Cette instance de %1 n’est plus l’instance principale : son verrou de l’époque %2 a été supprimé ou remplacé. Laissez à QtFailover les fichiers du dossier d’exécution.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: its lock was deleted or replaced meanwhile. This instance tries again; leave the files in the runtime directory to QtFailover.</source>
        <translation>La promotion à l’époque %1 a été abandonnée : son verrou a été supprimé ou remplacé entre-temps. Cette instance réessaie ; laissez à QtFailover les fichiers du dossier d’exécution.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: another instance has taken the role while this one hung.</source>
        <translation>La promotion à l’époque %1 a été abandonnée : une autre instance a pris le rôle pendant que celle-ci était bloquée.</translation>
    </message>
    <message>
        <source>no answer within promotionTimeout</source>
        <translation>pas de réponse dans le délai promotionTimeout</translation>
    </message>
    <message>
        <source>the primary did not answer in time</source>
        <translation>la principale n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>it was ready too late</source>
        <translation>elle a été prête trop tard</translation>
    </message>
    <message>
        <source>it lost the right meanwhile</source>
        <translation>elle en a perdu le droit entre-temps</translation>
    </message>
    <message>
        <source>it was disabled meanwhile</source>
        <translation>elle a été désactivée entre-temps</translation>
    </message>
    <message>
        <source>this instance is disabled; enable it first</source>
        <translation>cette instance est désactivée ; activez-la d’abord</translation>
    </message>
    <message>
        <source>the lock was lost</source>
        <translation>le verrou a été perdu</translation>
    </message>
    <message>
        <source>its lock was lost and is not made anew yet</source>
        <translation>son verrou a été perdu et n’est pas encore recréé</translation>
    </message>
    <message>
        <source>another hand-over is under way</source>
        <translation>une autre transmission est en cours</translation>
    </message>
    <message>
        <source>this instance is not primary</source>
        <translation>cette instance n’est pas principale</translation>
    </message>
    <message>
        <source>no other instance can be primary</source>
        <translation>aucune autre instance ne peut être principale</translation>
    </message>
    <message>
        <source>the instance asked for is not a candidate</source>
        <translation>l’instance demandée n’est pas candidate</translation>
    </message>
    <message>
        <source>nobody has taken it</source>
        <translation>personne ne l’a repris</translation>
    </message>
    <message>
        <source>the instance asked for has not taken it</source>
        <translation>l’instance demandée ne l’a pas repris</translation>
    </message>
    <message>
        <source>it has an owner</source>
        <translation>il a un propriétaire</translation>
    </message>
    <message>
        <source>it is taken away again and again</source>
        <translation>il est repris encore et encore</translation>
    </message>
    <message>
        <source>The bus name %1 belongs to the instance %2 of the same group. Roles do not depend on it. Give each instance an id of its own; on the bus only the ASCII letters and digits of the ids count.</source>
        <translation>Le nom de bus %1 appartient à l’instance %2 du même groupe. Les rôles n’en dépendent pas. Donnez à chaque instance un identifiant qui lui est propre ; sur le bus, seuls comptent les lettres ASCII et les chiffres des identifiants.</translation>
    </message>
    <message>
        <source>the instance asked for did not answer in time</source>
        <translation>l’instance demandée n’a pas répondu à temps</translation>
    </message>
    <message>
        <source>the instance asked for is gone</source>
        <translation>l’instance demandée n’est plus là</translation>
    </message>
    <message>
        <source>the primary cannot let go of the role now</source>
        <translation>la principale ne peut pas céder le rôle maintenant</translation>
    </message>
</context>
</TS>
