"""Common first and last names of Belgium, Romania, Poland and Bulgaria, to be combined at random."""

BE_MEN = """
Lars Jens Wout Robbe Senne Milan Kobe Dries Pieter Jan Bart Tom Koen Wim Stijn Joris Kurt Filip Geert Luc
Marc Johan Dirk Patrick Rudy Eddy Danny Ronny Freddy Willy Roger Etienne Kevin Davy Jordy Dylan Brent
Jarne Stef Niels Thibo Lowie Arne Ruben Mathias Jelle Nick Sven Glenn Yannick Steven Frederik Bram
"""
BE_WOMEN = """
Emma Lotte Noor Fien Lien Sofie Sarah Julie Laura Elien Charlotte Amber Femke Anke Jolien Kelly Kimberly
Shana Jana Ine Tine Griet Veerle Katrien Ilse Sabine Nathalie Isabelle Martine Christine Rita Linda
Carine Marleen Nadine Godelieve Annemie Els Hilde Inge Sandra Nancy Peggy Wendy Cindy Tamara Evelien
Delphine Margot Louise Yana Paulien
"""
BE_LAST = """
Van_den_Berghe Vanhoutte Vandamme Vanhecke Vermeersch Verhaeghe Verstraete Vermeire Devos Declercq Declerck
Dewulf Deprez Debruyne Desmet Deschacht Decoster Deceuninck Dekeyser Maes Claeys Willems Goethals Lievens
Coussens Callens Casier Ryckaert Rosseel Pauwels Lambrecht Huyghe Hoste Ghekiere Ghesquiere Blomme
Billiet Bonte Boydens Carpentier Demeyere Demuynck Depoorter Devriendt Dumon Everaert Feys Gheeraert
Inghelbrecht Jonckheere Kesteloot Laridon Lagrou Mestdagh Naessens Neyrinck Plovie Provoost Sabbe Samyn
Seys Simoens Soete Strubbe Tanghe Timmerman Tratsaert Vanbesien Vandaele Vandecasteele Vandenbroucke
Vandevelde Vandewalle Vanhaverbeke Vanneste Vanslembrouck Vantorre Vercruysse Verhelst Verleye Viaene
Vynckier Wybo
"""

RO_MEN = """
Andrei Alexandru Mihai Ionut Stefan Gabriel Marius Adrian Cristian Florin Daniel Bogdan Vasile Gheorghe
Ion Constantin Nicolae Dumitru Costel Petru Sorin Catalin Razvan Vlad Radu Cosmin Ovidiu Viorel Lucian
Marian Dorin Claudiu Sebastian Octavian Liviu Emil Silviu Iulian Traian Dragos Robert Laurentiu
"""
RO_WOMEN = """
Maria Elena Ioana Andreea Mihaela Ana Gabriela Daniela Alina Cristina Raluca Simona Florentina Roxana
Monica Adriana Corina Carmen Mariana Nicoleta Georgiana Loredana Larisa Denisa Bianca Diana Camelia
Aurelia Viorica Rodica Doina Lavinia Oana Anca Violeta Steluta Mirela Claudia Felicia Valentina Crina
Ramona
"""
RO_LAST = """
Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Moldovan Constantin Serban
Marin Lazar Tudor Cristea Barbu Munteanu Dobre Nistor Florea Ilie Dinu Toma Stanciu Voicu Ene Sandu
Manole Mocanu Oprea Nita Cojocaru Neagu Badea Iordache Bucur Preda Vasile Anghel Dragomir Grigore Cozma
Pavel Albu Sava Chiriac Luca Enache Petcu
"""

PL_MEN = """
Piotr Krzysztof Andrzej Tomasz Pawel Marcin Michal Jakub Adam Marek Grzegorz Lukasz Zbigniew Jerzy
Mateusz Dariusz Wojciech Mariusz Rafal Kamil Dawid Szymon Artur Sebastian
"""
PL_WOMEN = """
Anna Katarzyna Agnieszka Malgorzata Magdalena Joanna Monika Ewa Barbara Krystyna Dorota Beata Aleksandra
Natalia Karolina Justyna Renata Iwona Weronika Paulina Sylwia Edyta Zofia Wiktoria
"""
PL_LAST = """
Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski
Kozlowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Nowakowski Pawlowski Michalski
Adamczyk Dudek Wieczorek Jablonski
"""

BG_MEN = """
Georgi Dimitar Ivan Nikolay Petar Hristo Todor Stoyan Vasil Krasimir Plamen Emil Angel Asen Mitko Rumen
Boyan Kiril Yordan Svetoslav Metin Ahmed Sasho Valentin
"""
BG_WOMEN = """
Mariya Ivanka Elena Yordanka Daniela Desislava Petya Gergana Radka Penka Svetla Silviya Galina Rositsa
Violeta Snezhana Albena Milena Krasimira Stefka Ayshe Zlatka Anka Valya
"""
BG_LAST = """
Ivanov Georgiev Dimitrov Petrov Nikolov Stoyanov Hristov Todorov Iliev Vasilev Atanasov Petkov Angelov
Kolev Marinov Mihaylov Asenov Mitkov Yanev Kirilov Stefanov Popov Tsvetkov Rusev Borisov
"""
